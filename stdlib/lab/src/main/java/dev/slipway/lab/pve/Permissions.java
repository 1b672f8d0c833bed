package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody may do at a path: grants from the root down, where one further down replaces those above it. */
record Permissions(Datacenter in, Cluster cluster) {
    private static final Pattern OBJECT = Pattern.compile("/(vms|storage)/([^/]+)");

    Set<String> of(Identity by, String path) {
        if (by.token().isEmpty()) {
            return ofUser(by.user(), path);
        }
        Token token = cluster.tokens.get(by.token().get()).orElseThrow();
        if (!token.separated()) {
            return ofUser(by.user(), path);
        }
        var both = new TreeSet<>(granted(List.of(Map.entry("token", List.of(token.id()))), path));
        both.retainAll(ofUser(by.user(), path));
        return both;
    }

    private Set<String> ofUser(String user, String path) {
        if (user.equals(Identity.ROOT)) {
            return new TreeSet<>(in.version().privileges());
        }
        var groups = cluster.accounts.get(user).map(Account::groups).orElse(List.of());
        return granted(List.of(Map.entry("user", List.of(user)), Map.entry("group", groups)), path);
    }

    /** Roles of a pool add to those of an object in it, but for NoAccess on either side: {@code compile_acl_path}. */
    private Set<String> granted(List<Map.Entry<String, List<String>>> who, String path) {
        Set<String> roles = roles(who, path);
        Matcher object = OBJECT.matcher(path);
        if (object.matches() && !roles.contains(Privileges.NONE)) {
            var pooled = new TreeSet<String>();
            cluster.pools.values().stream()
                    .filter(pool ->
                            (object.group(1).equals("vms") ? pool.guests() : pool.storages()).contains(object.group(2)))
                    .forEach(pool -> pooled.addAll(roles(who, "/pool/" + pool.id())));
            roles = pooled.contains(Privileges.NONE) ? pooled : both(roles, pooled);
        }
        var privileges = new TreeSet<String>();
        for (String role : roles.contains(Privileges.NONE) ? List.<String>of() : roles) {
            privileges.addAll(cluster.roles.get(role).map(Role::privileges).orElse(List.of()));
        }
        return privileges;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    /** What is granted further down replaces what is above it; on one level, to a user what is granted to groups. */
    private Set<String> roles(List<Map.Entry<String, List<String>>> who, String path) {
        Set<String> roles = new TreeSet<>();
        for (String level : levels(path)) {
            for (Map.Entry<String, List<String>> sort : who) {
                var here = new TreeSet<String>();
                for (Grant grant : cluster.grants.values()) {
                    boolean meant = grant.path().equals(level)
                            && grant.sort().equals(sort.getKey())
                            && sort.getValue().contains(grant.who());
                    if (meant && (grant.propagate() || level.equals(path))) {
                        here.add(grant.role());
                    }
                }
                if (!here.isEmpty()) {
                    roles = here.contains(Privileges.NONE) ? new TreeSet<>(List.of(Privileges.NONE)) : here;
                    break;
                }
            }
        }
        return roles;
    }

    /** A path and all above it, from the root down. */
    static List<String> levels(String path) {
        var levels = new ArrayList<>(List.of("/"));
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            levels.add(path.substring(0, slash));
        }
        if (!path.equals("/")) {
            levels.add(path);
        }
        return levels;
    }
}
