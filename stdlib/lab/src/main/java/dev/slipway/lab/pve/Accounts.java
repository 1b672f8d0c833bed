package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Users, their tokens, groups and roles. */
final class Accounts {
    private Accounts() {}

    static void routes(Routes routes) {
        routes.on(
                        "GET",
                        "/access/users",
                        call -> call.cluster().accounts.values().stream()
                                .filter(account -> account.id().equals(call.by().user())
                                        || call.mayAny("/access/groups", "User.Modify", "Sys.Audit"))
                                .map(account -> shown(account, true))
                                .toList())
                .does("POST", "/access/users", Accounts::create)
                .on("GET", "/access/users/{userid}", Accounts::show)
                .does("PUT", "/access/users/{userid}", Accounts::change)
                .does("DELETE", "/access/users/{userid}", Accounts::delete)
                .on("POST", "/access/users/{userid}/token/{tokenid}", Accounts::token)
                .does("DELETE", "/access/users/{userid}/token/{tokenid}", Accounts::revoke)
                .on(
                        "GET",
                        "/access/roles",
                        call -> call.cluster().roles.values().stream()
                                .map(role -> shown(call, role))
                                .toList())
                .does("POST", "/access/roles", Accounts::createRole)
                .does("PUT", "/access/roles/{roleid}", Accounts::changeRole)
                .does("DELETE", "/access/roles/{roleid}", Accounts::deleteRole);
    }

    private static Map<String, Object> shown(Account account, boolean listed) {
        var shown = new TreeMap<String, Object>();
        account.options().forEach((name, value) -> shown.put(name, Shown.number(value)));
        if (listed) {
            shown.put("userid", account.id());
            shown.put("realm-type", account.realm());
        }
        return shown;
    }

    private static Account account(Call call) {
        return call.cluster()
                .accounts
                .get(call.text("userid"))
                .orElseThrow(() -> Refused.because("no such user ('" + call.text("userid") + "')"));
    }

    private static Object show(Call call) {
        Account account = account(call);
        var shown = shown(account, false);
        shown.put("groups", account.groups());
        var tokens = new TreeMap<String, Object>();
        call.cluster().tokens.values().stream()
                .filter(token -> token.user().equals(account.id()))
                .forEach(token -> tokens.put(
                        token.name(), Map.of("expire", token.expire(), "privsep", Shown.truth(token.separated()))));
        if (!tokens.isEmpty()) {
            shown.put("tokens", tokens);
        }
        return shown;
    }

    private static void create(Call call) {
        String id = call.text("userid");
        if (!id.matches("[^\\s:/@]+@(pam|pve)")) {
            throw Refused.because("domain '" + id.substring(id.lastIndexOf('@') + 1) + "' does not exist");
        } else if (call.cluster().accounts.has(id)) {
            throw Refused.because("create user failed: user '" + id + "' already exists");
        }
        var options = new TreeMap<>(Map.of("enable", "1", "expire", "0"));
        options.putAll(call.without("userid", "password", "groups"));
        call.cluster().accounts.put(id, new Account(id, call.text("password", ""), groups(call), options));
    }

    private static List<String> groups(Call call) {
        for (String group : call.list("groups")) {
            if (!call.cluster().groups.has(group)) {
                throw Refused.because("no such group '" + group + "'");
            }
        }
        return call.list("groups");
    }

    private static void change(Call call) {
        Account account = account(call);
        var options = new TreeMap<>(account.options());
        options.putAll(call.without("groups", "append"));
        var groups = new java.util.ArrayList<>(call.truth("append", false) ? account.groups() : List.of());
        groups.addAll(call.has("groups") ? groups(call) : account.groups());
        call.cluster()
                .accounts
                .put(
                        account.id(),
                        new Account(
                                account.id(),
                                account.password(),
                                groups.stream().distinct().toList(),
                                options));
    }

    private static void delete(Call call) {
        Account account = account(call);
        if (account.id().equals(Identity.ROOT)) {
            throw Refused.because("unable to delete user 'root@pam'");
        }
        call.cluster().accounts.remove(account.id());
        call.cluster().tokens.values().stream()
                .filter(token -> token.user().equals(account.id()))
                .forEach(token -> forget(call, "token", token.id()));
        forget(call, "user", account.id());
    }

    private static void forget(Call call, String sort, String who) {
        if (sort.equals("token")) {
            call.cluster().tokens.remove(who);
        }
        call.cluster().grants.values().stream()
                .filter(grant -> grant.sort().equals(sort) && grant.who().equals(who))
                .forEach(grant -> call.cluster().grants.remove(grant.key()));
    }

    private static Object token(Call call) {
        String id = account(call).id() + "!" + call.text("tokenid");
        if (call.cluster().tokens.has(id)) {
            throw Refused.parameter("tokenid", "Token already exists.");
        }
        var token = new Token(
                id,
                UUID.randomUUID().toString(),
                call.truth("privsep", true),
                call.number("expire", 0),
                call.text("comment", ""));
        call.cluster().tokens.put(id, token);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("full-tokenid", id);
        answer.put("info", Map.of("privsep", token.separated() ? "1" : "0", "expire", token.expire()));
        answer.put("value", token.secret());
        return answer;
    }

    private static void revoke(Call call) {
        String id = call.text("userid") + "!" + call.text("tokenid");
        if (!call.cluster().tokens.has(id)) {
            throw Refused.because(
                    "no such token '" + call.text("tokenid") + "' for user '" + call.text("userid") + "'");
        }
        forget(call, "token", id);
    }

    private static Map<String, Object> shown(Call call, Role role) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("roleid", role.id());
        shown.put("privs", String.join(",", role.privileges()));
        shown.put("special", Shown.truth(isSpecial(call, role.id())));
        return shown;
    }

    private static boolean isSpecial(Call call, String id) {
        return Privileges.roles(call.in().version()).containsKey(id);
    }

    /** What is no privilege of this version is refused, as VM.Monitor is by 9. */
    private static List<String> privileges(Call call) {
        for (String privilege : call.list("privs")) {
            if (!call.in().version().privileges().contains(privilege)) {
                throw Refused.parameter("privs", "invalid format - invalid privilege '" + privilege + "'");
            }
        }
        return call.list("privs").stream().sorted().distinct().toList();
    }

    private static void createRole(Call call) {
        String id = call.text("roleid");
        if (call.cluster().roles.has(id)) {
            throw Refused.because("role '" + id + "' already exists");
        }
        call.cluster().roles.put(id, new Role(id, privileges(call)));
    }

    private static Role role(Call call) {
        String id = call.text("roleid");
        if (isSpecial(call, id)) {
            throw Refused.because("auto-generated role '" + id + "' cannot be modified");
        }
        return call.cluster().roles.get(id).orElseThrow(() -> Refused.because("role '" + id + "' does not exist"));
    }

    private static void changeRole(Call call) {
        Role role = role(call);
        var all = new java.util.TreeSet<>(call.truth("append", false) ? role.privileges() : List.of());
        all.addAll(privileges(call));
        call.cluster().roles.put(role.id(), new Role(role.id(), List.copyOf(all)));
    }

    private static void deleteRole(Call call) {
        Role role = role(call);
        call.cluster().roles.remove(role.id());
        call.cluster().grants.values().stream()
                .filter(grant -> grant.role().equals(role.id()))
                .forEach(grant -> call.cluster().grants.remove(grant.key()));
    }
}
