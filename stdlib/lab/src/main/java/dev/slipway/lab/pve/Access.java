package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tickets, and what one may do. */
final class Access {
    private Access() {}

    static void routes(Routes routes) {
        routes.on("POST", "/access/ticket", Access::ticket)
                .on("GET", "/access/permissions", Access::permissions)
                .on("GET", "/access/acl", Access::acl)
                .does("PUT", "/access/acl", Access::grant);
    }

    private static Object ticket(Call call) {
        String given = call.text("username");
        String user = given.contains("@") ? given : given + "@" + call.text("realm", "pam");
        Account account = call.cluster().accounts.get(user).orElseThrow(Access::wrong);
        var tickets = new Tickets(call.in(), call.cluster());
        String password = call.text("password");
        String known = account.realm().equals("pam")
                ? (user.equals(Identity.ROOT) ? call.door().self().password() : account.password())
                : account.password();
        boolean renews = tickets.user(password).filter(user::equals).isPresent();
        if (!account.isEnabled() || !(renews || (!known.isEmpty() && known.equals(password)))) {
            throw wrong();
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("username", user);
        answer.put("ticket", tickets.ticket(user));
        answer.put("CSRFPreventionToken", tickets.proof(user));
        call.cluster().corosync.get("").ifPresent(corosync -> answer.put("clustername", corosync.name()));
        answer.put("cap", Map.of());
        return answer;
    }

    private static Refused wrong() {
        return new Refused(401, "authentication failure");
    }

    private static Object permissions(Call call) {
        Identity who = call.by();
        if (call.has("userid")) {
            String[] part = call.text("userid").split("!", 2);
            who = new Identity(
                    part[0], part.length > 1 ? java.util.Optional.of(call.text("userid")) : java.util.Optional.empty());
            if (!who.user().equals(call.by().user())) {
                call.check("/access", "Sys.Audit");
            }
            if (who.token().isPresent()
                    && !call.cluster().tokens.has(who.token().get())) {
                throw Refused.parameter("userid", "no such token");
            }
        }
        var paths = new TreeSet<>(java.util.List.of("/", "/access", "/nodes", "/pool", "/sdn", "/storage", "/vms"));
        call.cluster().grants.values().forEach(grant -> paths.add(grant.path()));
        if (call.has("path")) {
            paths.clear();
            paths.add(call.text("path"));
        }
        var permissions = new Permissions(call.in(), call.cluster());
        var answer = new TreeMap<String, Object>();
        for (String path : paths) {
            Map<String, Object> here =
                    permissions.of(who, path).stream().collect(Collectors.toMap(name -> name, name -> 1));
            if (!here.isEmpty() || call.has("path")) {
                answer.put(path, new TreeMap<>(here));
            }
        }
        return answer;
    }

    private static Object acl(Call call) {
        return call.cluster().grants.values().stream()
                .map(grant -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("path", grant.path());
                    row.put("type", grant.sort());
                    row.put("ugid", grant.who());
                    row.put("roleid", grant.role());
                    row.put("propagate", Shown.truth(grant.propagate()));
                    return row;
                })
                .toList();
    }

    private static void grant(Call call) {
        String path = call.text("path").replaceAll("(?<=.)/+$", "");
        for (String role : call.list("roles")) {
            if (!call.cluster().roles.has(role)) {
                throw Refused.because("role '" + role + "' does not exist");
            }
            for (Map.Entry<String, String> sort : Map.of("users", "user", "groups", "group", "tokens", "token")
                    .entrySet()) {
                for (String who : call.list(sort.getKey())) {
                    change(call, new Grant(path, sort.getValue(), who, role, call.truth("propagate", true)));
                }
            }
        }
    }

    private static void change(Call call, Grant grant) {
        boolean known = switch (grant.sort()) {
            case "user" -> call.cluster().accounts.has(grant.who());
            case "group" -> call.cluster().groups.has(grant.who());
            default -> call.cluster().tokens.has(grant.who());
        };
        if (call.truth("delete", false)) {
            call.cluster().grants.remove(grant.key());
        } else if (!known) {
            throw Refused.because(grant.sort() + " '" + grant.who() + "' does not exist");
        } else {
            call.cluster().grants.put(grant.key(), grant);
        }
    }
}
