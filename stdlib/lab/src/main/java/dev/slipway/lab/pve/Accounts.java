package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Users. */
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
                .does("DELETE", "/access/users/{userid}", Accounts::delete);
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

    static Account account(Call call) {
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

    static void forget(Call call, String sort, String who) {
        if (sort.equals("token")) {
            call.cluster().tokens.remove(who);
        }
        call.cluster().grants.values().stream()
                .filter(grant -> grant.sort().equals(sort) && grant.who().equals(who))
                .forEach(grant -> call.cluster().grants.remove(grant.key()));
    }
}
