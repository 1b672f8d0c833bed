package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Users, as pve-access-control src/PVE/API2/User.pm has them. */
final class Accounts {
    private Accounts() {}

    static void routes(Routes routes) {
        routes.on("GET", "/access/users", Accounts::list)
                .does("POST", "/access/users", Accounts::create)
                .on("GET", "/access/users/{userid}", Accounts::show)
                .does("PUT", "/access/users/{userid}", Accounts::change)
                .does("DELETE", "/access/users/{userid}", Accounts::delete);
    }

    /** {@code index}: a token sees itself alone among those whom it may not see, and it is no user. */
    private static Object list(ApiCall call) {
        return call.cluster().accounts.values().stream()
                .filter(account -> account.id().equals(call.by().name())
                        || call.mayAny("/access/groups", "User.Modify", "Sys.Audit"))
                .map(account -> {
                    var row = shown(account, true);
                    if (call.truth("full", false)) {
                        row.put("groups", String.join(",", account.groups()));
                        var tokens = new java.util.ArrayList<Map<String, Object>>();
                        tokens(call, account).forEach((name, token) -> {
                            var one = new TreeMap<>(token);
                            one.put("tokenid", name);
                            tokens.add(one);
                        });
                        row.put("tokens", tokens.isEmpty() ? null : tokens);
                    }
                    return row;
                })
                .toList();
    }

    private static Map<String, Object> shown(Account account, boolean listed) {
        var shown = new TreeMap<String, Object>();
        account.options().forEach((name, value) -> shown.put(name, ResponseText.number(value)));
        if (listed) {
            shown.put("userid", account.id());
            if (account.realm().matches("pam|pve")) {
                shown.put("realm-type", account.realm());
            }
        }
        return shown;
    }

    static Account account(ApiCall call, String prefix) {
        return call.cluster()
                .accounts
                .get(call.text("userid"))
                .orElseThrow(() -> ApiException.because(prefix + "no such user ('" + call.text("userid") + "')"));
    }

    /** The tokens of a user, by their names. */
    private static Map<String, Map<String, Object>> tokens(ApiCall call, Account account) {
        var tokens = new TreeMap<String, Map<String, Object>>();
        call.cluster().tokens.values().stream()
                .filter(token -> token.user().equals(account.id()))
                .forEach(token -> tokens.put(token.name(), Tokens.shown(token)));
        return tokens;
    }

    /** {@code read_user}: with its groups and its tokens. */
    private static Object show(ApiCall call) {
        Account account = account(call, "");
        var shown = shown(account, false);
        shown.put("groups", account.groups());
        var tokens = tokens(call, account);
        shown.put("tokens", tokens.isEmpty() ? null : tokens);
        return shown;
    }

    /** {@code create_user}. Without a password it is not asked whether there is such a realm. */
    private static void create(ApiCall call) {
        String id = call.text("userid");
        String realm = id.substring(id.lastIndexOf('@') + 1);
        if (!id.matches("[^\\s:/@]+@[A-Za-z][A-Za-z0-9._-]+")) {
            throw ApiException.because("value '" + id + "' does not look like a valid user name");
        }
        checkMail(call);
        String why = call.cluster().accounts.has(id)
                ? "user '" + id + "' already exists"
                : call.has("password") && !realm.matches("pam|pve") ? "auth domain '" + realm + "' does not exist" : "";
        if (!why.isEmpty()) {
            throw ApiException.because("create user failed: " + why);
        }
        var options = kept(call.without("userid", "password", "groups"));
        options.putIfAbsent("enable", "1");
        options.putIfAbsent("expire", "0");
        List<String> groups = groups(call, "create user failed: ");
        call.cluster().accounts.put(id, new Account(id, call.text("password", ""), groups, options));
    }

    /** The format {@code email-opt}, pve-common src/PVE/JSONSchema.pm. */
    private static void checkMail(ApiCall call) {
        if (!call.text("email", "").matches("|[\\w+~-]+(\\.[\\w+~-]+)*@[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)*")) {
            throw ApiException.parameter("email", "invalid format - value does not look like a valid email address\n");
        }
    }

    /** What is empty is not kept by the file: {@code write_user_config}, pve-access-control src/PVE/AccessControl.pm. */
    private static Map<String, String> kept(Map<String, String> options) {
        var kept = new TreeMap<>(options);
        kept.values().removeIf(String::isEmpty);
        return kept;
    }

    private static List<String> groups(ApiCall call, String prefix) {
        for (String group : call.list("groups")) {
            if (!call.cluster().groups.has(group)) {
                throw ApiException.because(prefix + "no such group '" + group + "'");
            }
        }
        return call.list("groups");
    }

    private static void change(ApiCall call) {
        checkMail(call);
        Account account = account(call, "update user failed: ");
        var options = new TreeMap<>(account.options());
        options.putAll(call.without("groups", "append"));
        var groups = new java.util.ArrayList<String>(
                call.has("groups") && !call.truth("append", false) ? List.of() : account.groups());
        groups.addAll(groups(call, "update user failed: "));
        call.cluster()
                .accounts
                .put(
                        account.id(),
                        new Account(
                                account.id(),
                                account.password(),
                                groups.stream().distinct().toList(),
                                kept(options)));
    }

    /** {@code delete_user}. The file always has root. */
    private static void delete(ApiCall call) {
        String id = call.text("userid");
        call.cluster().tokens.values().stream()
                .filter(token -> token.user().equals(id))
                .forEach(token -> forget(call, "token", token.id()));
        forget(call, "user", id);
        if (!id.equals(Identity.ROOT)) {
            call.cluster().accounts.remove(id);
        }
    }

    static void forget(ApiCall call, String sort, String who) {
        if (sort.equals("token")) {
            call.cluster().tokens.remove(who);
        }
        call.cluster().grants.values().stream()
                .filter(grant -> grant.sort().equals(sort) && grant.who().equals(who))
                .forEach(grant -> call.cluster().grants.remove(grant.key()));
    }
}
