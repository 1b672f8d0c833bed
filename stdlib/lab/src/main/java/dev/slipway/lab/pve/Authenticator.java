package dev.slipway.lab.pve;

import dev.slipway.lab.Json;
import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.table.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who comes in: by a token or a ticket, and only to what is for them. */
final class Authenticator {
    private static final String TOKEN = "PVEAPIToken=";

    private final Datacenter in;

    Authenticator(Datacenter in) {
        this.in = in;
    }

    Identity identity(Node door, Cluster cluster, HttpRequest ask, Operation operation) {
        if (in.isAway(door)) {
            // pve-access-control src/PVE/AccessControl.pm: users and keys are read from the file system of the cluster
            throw new ApiException(
                    401,
                    ask.path().endsWith("/access/ticket")
                            ? "authentication failure"
                            : "permission denied - invalid PVE ticket");
        }
        if (operation.permissions().contains("\"user\":\"world\"")) {
            return new Identity("nobody", Optional.empty());
        }
        String authorization = ask.header("authorization").orElse("");
        if (authorization.startsWith(TOKEN)) {
            return token(cluster, authorization.substring(TOKEN.length()), operation, ask.path());
        }
        String ticket = ask.cookie("PVEAuthCookie")
                .map(Form::decoded)
                .or(() -> Optional.of(authorization)
                        .filter(text -> text.startsWith("PVEAuthCookie="))
                        .map(text -> text.substring("PVEAuthCookie=".length())))
                .orElseThrow(() -> new ApiException(401, "No ticket"));
        var tickets = new Tickets(in, cluster);
        String user = tickets.user(ticket)
                .filter(good -> !in.strikes("ticket-expired"))
                .orElseThrow(() -> new ApiException(401, "permission denied - invalid PVE ticket"));
        boolean safe = ask.method().equals("GET") || operation.path().endsWith("/upload");
        if (!safe && !tickets.isProof(user, ask.header("csrfpreventiontoken").orElse(""))) {
            throw new ApiException(401, "Permission denied - invalid csrf token");
        }
        enabled(cluster, user);
        return new Identity(user, Optional.empty());
    }

    private Identity token(Cluster cluster, String text, Operation operation, String path) {
        int equals = text.indexOf('=');
        String id = equals < 0 ? text : text.substring(0, equals);
        int mark = id.indexOf('!');
        if (equals < 0) {
            throw new ApiException(401, "no tokenid specified");
        } else if (mark < 0 || !id.substring(mark + 1).matches("[A-Za-z][A-Za-z0-9._-]+")) {
            throw new ApiException(
                    401, "'" + id + "' is not a valid token ID - not able to split into user and token parts");
        }
        enabled(cluster, id.substring(0, mark));
        Token token = cluster.tokens
                .get(id)
                .orElseThrow(() -> new ApiException(
                        401,
                        "no such token '" + id.substring(mark + 1) + "' for user '" + id.substring(0, mark) + "'"));
        if (token.expire() > 0 && token.expire() < in.now() / 1000) {
            throw new ApiException(401, "token '" + id + "' access expired");
        } else if (!token.secret().equals(text.substring(equals + 1))) {
            throw new ApiException(401, "invalid token value!");
        } else if (!operation.takesTokens()) {
            throw new ApiException(
                    403,
                    "Permission check failed (URI '" + path + "' not available with API token, need proper ticket.)");
        }
        return new Identity(token.user(), Optional.of(id));
    }

    private void enabled(Cluster cluster, String user) {
        Account account =
                cluster.accounts.get(user).orElseThrow(() -> new ApiException(401, "no such user ('" + user + "')"));
        long expire = Long.parseLong(account.options().getOrDefault("expire", "0"));
        if (!account.isEnabled()) {
            throw new ApiException(401, "user '" + user + "' is disabled");
        } else if (expire > 0 && expire < in.now() / 1000) {
            throw new ApiException(401, "user '" + user + "' access expired");
        }
    }

    /** Refuses who may not. What is root's alone and asked by somebody else is no proper request either. */
    void check(Cluster cluster, Identity by, Operation operation, Map<String, String> given, List<String> violations) {
        if (by.isRoot()) {
            return;
        } else if (operation.isForRootAlone()) {
            violations.add("for root@pam with a ticket alone");
            throw ApiException.permission("user != root@pam");
        }
        var permissions = Json.object(operation.permissions());
        // pve-access-control src/PVE/RPCEnvironment.pm check_api2_permissions
        if (!"all".equals(permissions.get("user")) && permissions.get("check") instanceof List<?> check) {
            new PermissionRule(new Permissions(in, cluster), cluster, by, given).require(check);
        }
    }
}
