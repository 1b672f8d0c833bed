package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;

/** Groups of users, and what else there is to see of tokens and roles. */
final class Groups {
    private static final String TOKEN = "/access/users/{userid}/token/{tokenid}";

    private Groups() {}

    static void routes(Routes routes) {
        routes.on("GET", "/access/groups", Groups::list)
                .does("POST", "/access/groups", Groups::create)
                .does("DELETE", "/access/groups/{groupid}", Groups::delete)
                .on("GET", "/access/roles/{roleid}", Groups::role)
                .on("GET", TOKEN, call -> shown(token(call)))
                .on("PUT", TOKEN, Groups::changeToken);
    }

    private static Object list(Call call) {
        return call.cluster().groups.values().stream()
                .map(group -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("groupid", group.id());
                    row.put("comment", group.option("comment", ""));
                    row.put(
                            "users",
                            String.join(
                                    ",",
                                    call.cluster().accounts.values().stream()
                                            .filter(account -> account.groups().contains(group.id()))
                                            .map(Account::id)
                                            .toList()));
                    return row;
                })
                .toList();
    }

    private static void create(Call call) {
        String id = call.text("groupid");
        if (call.cluster().groups.has(id)) {
            throw Refused.because("create group failed: group '" + id + "' already exists");
        }
        call.cluster().groups.put(id, new Section(id, call.without("groupid")));
    }

    private static void delete(Call call) {
        String id = call.text("groupid");
        if (!call.cluster().groups.has(id)) {
            throw Refused.because("delete group failed: group '" + id + "' does not exist");
        }
        call.cluster().groups.remove(id);
        call.cluster().accounts.values().stream()
                .filter(account -> account.groups().contains(id))
                .forEach(account -> call.cluster()
                        .accounts
                        .put(
                                account.id(),
                                new Account(
                                        account.id(),
                                        account.password(),
                                        account.groups().stream()
                                                .filter(one -> !one.equals(id))
                                                .toList(),
                                        account.options())));
    }

    private static Object role(Call call) {
        String id = call.text("roleid");
        Role role = call.cluster().roles.get(id).orElseThrow(() -> Refused.because("role '" + id + "' does not exist"));
        var shown = new LinkedHashMap<String, Object>();
        role.privileges().forEach(privilege -> shown.put(privilege, 1));
        return shown;
    }

    private static Token token(Call call) {
        String id = call.text("userid") + "!" + call.text("tokenid");
        return call.cluster()
                .tokens
                .get(id)
                .orElseThrow(() -> Refused.because(
                        "no such token '" + call.text("tokenid") + "' for user '" + call.text("userid") + "'"));
    }

    private static Map<String, Object> shown(Token token) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("expire", token.expire());
        shown.put("privsep", Shown.truth(token.separated()));
        if (!token.comment().isEmpty()) {
            shown.put("comment", token.comment());
        }
        return shown;
    }

    private static Object changeToken(Call call) {
        Token token = token(call);
        var changed = new Token(
                token.id(),
                token.secret(),
                call.truth("privsep", token.separated()),
                call.number("expire", token.expire()),
                call.text("comment", token.comment()));
        call.cluster().tokens.put(token.id(), changed);
        return shown(changed);
    }
}
