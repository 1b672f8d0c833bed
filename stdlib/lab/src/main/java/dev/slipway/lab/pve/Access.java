package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tickets, and what one may do. */
final class Access {
    private static final String FAILED = "ACL update failed: ";
    private static final String NAME = "[A-Za-z0-9._-]+";
    /** {@code check_path}, pve-access-control src/PVE/AccessControl.pm. */
    private static final Pattern PATHS =
            Pattern.compile("/|/access(/(groups|realm)(/NAME)?)?|/(nodes|storage)(/NAME)?".replace("NAME", NAME)
                    + "|/vms(/[1-9][0-9]{2,})?"
                    + "|/(pool|mapping|sdn)|/pool/NAME(/NAME){0,2}|/mapping/NAME(/NAME)?".replace("NAME", NAME)
                    + "|/sdn/(controllers|dns|fabrics|ipams|zones)(/NAME)?|/sdn/zones/NAME/NAME(/[1-9][0-9]{0,3})?"
                            .replace("NAME", NAME));

    private Access() {}

    static void routes(Routes routes) {
        routes.on("POST", "/access/ticket", Access::ticket)
                .on("GET", "/access/permissions", Access::permissions)
                .on("GET", "/access/acl", Access::acl)
                .does("PUT", "/access/acl", Access::grant);
    }

    private static Object ticket(ApiCall call) {
        String given = call.text("username");
        String user = call.has("realm") && !given.contains("@") ? given + "@" + call.text("realm") : given;
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

    private static ApiException wrong() {
        return new ApiException(401, "authentication failure");
    }

    /** {@code permissions} and {@code get_effective_permissions}, pve-access-control API2/AccessControl.pm. */
    private static Object permissions(ApiCall call) {
        Identity who = call.by();
        if (call.has("userid")) {
            String id = call.text("userid");
            int mark = id.indexOf('!');
            who = mark < 0 ? new Identity(id, Optional.empty()) : new Identity(id.substring(0, mark), Optional.of(id));
            if (!id.equals(call.by().name())
                    && !(mark > 0 && who.user().equals(call.by().name()))) {
                call.check("/access", "Sys.Audit");
            }
            if (mark > 0 && !call.cluster().tokens.has(id)) {
                return Map.of();
            }
        }
        var paths =
                new TreeSet<>(List.of("/", "/access", "/access/groups", "/nodes", "/pool", "/sdn", "/storage", "/vms"));
        call.cluster().grants.values().forEach(grant -> paths.addAll(Permissions.levels(grant.path())));
        for (Pool pool : call.cluster().pools.values()) {
            pool.guests().forEach(vmid -> paths.add("/vms/" + vmid));
            pool.storages().forEach(storage -> paths.add("/storage/" + storage));
        }
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

    /** Only where one may change it, unless one may see all: {@code read_acl}, pve-access-control API2/ACL.pm. */
    private static Object acl(ApiCall call) {
        boolean all = call.may("/access", "Sys.Audit");
        return call.cluster().grants.values().stream()
                .filter(grant -> all || PermissionRule.mayModify(call, grant.path()))
                .map(grant -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("path", grant.path());
                    row.put("type", grant.sort());
                    row.put("ugid", grant.who());
                    row.put("roleid", grant.role());
                    row.put("propagate", ResponseText.truth(grant.propagate()));
                    return row;
                })
                .toList();
    }

    /** {@code update_acl}, pve-access-control API2/ACL.pm. */
    private static void grant(ApiCall call) {
        var sorts = Map.of("users", "user", "groups", "group", "tokens", "token");
        if (sorts.keySet().stream().noneMatch(call::has)) {
            throw new ApiException(
                    400,
                    "Parameter verification failed.",
                    sorts.keySet().stream()
                            .collect(Collectors.toMap(
                                    name -> name, name -> "either 'users', 'groups' or 'tokens' is required.")));
        }
        String path = PermissionRule.normal(call.text("path"));
        boolean deletes = call.truth("delete", false);
        if (!path.matches("[A-Za-z0-9._/-]+")
                || (!deletes && !PATHS.matcher(path).matches())) {
            throw ApiException.parameter("path", "invalid ACL path '" + call.text("path") + "'");
        }
        var changes = new ArrayList<Grant>();
        for (String role : call.list("roles")) {
            if (!call.cluster().roles.has(role)) {
                throw ApiException.because(FAILED + "role '" + role + "' does not exist");
            }
            checkSubset(call, path, role, deletes);
            for (String sort : List.of("groups", "users", "tokens")) {
                for (String who : call.list(sort)) {
                    String kind = sorts.getOrDefault(sort, "");
                    known(call, kind, who);
                    changes.add(new Grant(path, kind, who, role, call.truth("propagate", true)));
                }
            }
        }
        for (Grant grant : changes) {
            if (deletes) {
                call.cluster().grants.remove(grant.key());
            } else {
                call.cluster().grants.put(grant.key(), grant);
            }
        }
    }

    /** Whoever may not change permissions everywhere gives on only what he has himself. */
    private static void checkSubset(ApiCall call, String path, String role, boolean deletes) {
        var mine = new Permissions(call.in(), call.cluster()).of(call.by(), path);
        boolean has = mine.containsAll(
                call.cluster().roles.get(role).map(Role::privileges).orElse(List.of()));
        if (!mine.contains("Permissions.Modify") && (!has || role.equals(Privileges.NONE))) {
            throw ApiException.parameter(
                    "role",
                    "Cannot " + (deletes ? "remove" : "add") + " role '" + role
                            + "' - requires 'Permissions.Modify' or superset of privileges.");
        }
    }

    private static void known(ApiCall call, String sort, String who) {
        boolean known = switch (sort) {
            case "user" -> call.cluster().accounts.has(who);
            case "group" -> call.cluster().groups.has(who);
            default -> call.cluster().tokens.has(who);
        };
        if (!known && sort.equals("token")) {
            String user = who.substring(0, who.indexOf('!'));
            throw ApiException.because(FAILED
                    + (call.cluster().accounts.has(user)
                            ? "no such token '" + who.substring(who.indexOf('!') + 1) + "' for user '" + user + "'"
                            : "no such user ('" + user + "')"));
        } else if (!known) {
            throw ApiException.because(FAILED + sort + " '" + who + "' does not exist");
        }
    }
}
