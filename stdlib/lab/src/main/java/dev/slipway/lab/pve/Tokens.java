package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Keys for programs, as pve-access-control src/PVE/API2/User.pm has them. */
final class Tokens {
    private static final String TOKEN = "/access/users/{userid}/token/{tokenid}";

    private Tokens() {}

    static void routes(Routes routes) {
        routes.on("GET", "/access/users/{userid}/token", Tokens::list)
                .on("GET", TOKEN, call -> shown(token(call)))
                .on("POST", TOKEN, Tokens::create)
                .on("PUT", TOKEN, Tokens::change)
                .does("DELETE", TOKEN, Tokens::revoke);
    }

    /** {@code token_index}. */
    private static Object list(ApiCall call) {
        String user = Accounts.account(call, "").id();
        return call.cluster().tokens.values().stream()
                .filter(token -> token.user().equals(user))
                .map(token -> {
                    Map<String, Object> row = shown(token);
                    row.put("tokenid", token.name());
                    return row;
                })
                .toList();
    }

    /** {@code check_token_exist}, pve-access-control src/PVE/AccessControl.pm. */
    private static Token token(ApiCall call) {
        String user = Accounts.account(call, "").id();
        return call.cluster()
                .tokens
                .get(user + "!" + call.text("tokenid"))
                .orElseThrow(() ->
                        ApiException.because("no such token '" + call.text("tokenid") + "' for user '" + user + "'"));
    }

    static Map<String, Object> shown(Token token) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("expire", token.expire());
        shown.put("privsep", ResponseText.truth(token.separated()));
        if (!token.comment().isEmpty()) {
            shown.put("comment", token.comment());
        }
        return shown;
    }

    private static Object create(ApiCall call) {
        String id = Accounts.account(call, "").id() + "!" + call.text("tokenid");
        if (call.cluster().tokens.has(id)) {
            throw ApiException.parameter("tokenid", "Token already exists.");
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
        var info = new LinkedHashMap<String, Object>(call.without());
        info.putIfAbsent("privsep", 1);
        answer.put("info", info);
        answer.put("value", token.secret());
        return answer;
    }

    /** {@code remove_token} leaves what was granted to it in the tree; the file that is read again does not have it. */
    private static void revoke(ApiCall call) {
        Accounts.forget(call, "token", token(call).id());
    }

    private static Object change(ApiCall call) {
        Token token = token(call);
        for (String name : call.list("delete")) {
            if (!name.equals("comment")) {
                throw ApiException.parameter("delete", "unknown option '" + name + "'");
            }
        }
        boolean again = call.truth("regenerate", false);
        var changed = new Token(
                token.id(),
                again ? UUID.randomUUID().toString() : token.secret(),
                call.truth("privsep", token.separated()),
                call.number("expire", token.expire()),
                call.has("delete") ? "" : call.text("comment", token.comment()));
        call.cluster().tokens.put(token.id(), changed);
        Map<String, Object> shown = shown(changed);
        shown.putAll(call.without("delete", "regenerate")); // what was given comes back as it came: as text
        if (again) {
            shown.put("value", changed.secret());
            shown.put("full-tokenid", changed.id());
        }
        return shown;
    }
}
