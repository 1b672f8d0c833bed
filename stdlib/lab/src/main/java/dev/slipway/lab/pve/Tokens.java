package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Keys for programs, as pve-access-control src/PVE/API2/User.pm has them. */
final class Tokens {
    private static final String TOKEN = "/access/users/{userid}/token/{tokenid}";

    private Tokens() {}

    static void routes(Routes routes) {
        routes.on("GET", TOKEN, call -> shown(token(call)))
                .on("POST", TOKEN, Tokens::create)
                .on("PUT", TOKEN, Tokens::change)
                .does("DELETE", TOKEN, Tokens::revoke);
    }

    /** {@code check_token_exist}, pve-access-control src/PVE/AccessControl.pm. */
    private static Token token(Call call) {
        String user = Accounts.account(call, "").id();
        return call.cluster()
                .tokens
                .get(user + "!" + call.text("tokenid"))
                .orElseThrow(
                        () -> Refused.because("no such token '" + call.text("tokenid") + "' for user '" + user + "'"));
    }

    static Map<String, Object> shown(Token token) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("expire", token.expire());
        shown.put("privsep", Shown.truth(token.separated()));
        if (!token.comment().isEmpty()) {
            shown.put("comment", token.comment());
        }
        return shown;
    }

    private static Object create(Call call) {
        String id = Accounts.account(call, "").id() + "!" + call.text("tokenid");
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

    /** {@code remove_token} leaves what was granted to it in the tree; the file that is read again does not have it. */
    private static void revoke(Call call) {
        Accounts.forget(call, "token", token(call).id());
    }

    private static Object change(Call call) {
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
