package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
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
        var both = new TreeSet<>(granted("token", List.of(token.id()), path));
        both.retainAll(ofUser(by.user(), path));
        return both;
    }

    private Set<String> ofUser(String user, String path) {
        if (user.equals(Identity.ROOT)) {
            return new TreeSet<>(in.version().privileges());
        }
        var groups = cluster.accounts.get(user).map(Account::groups).orElse(List.of());
        var privileges = new TreeSet<>(granted("user", List.of(user), path));
        if (roles("user", List.of(user), path).isEmpty()) {
            privileges.addAll(granted("group", groups, path));
        }
        return privileges;
    }

    private Set<String> granted(String sort, List<String> who, String path) {
        var privileges = new TreeSet<String>();
        var paths = new ArrayList<>(List.of(path));
        Matcher object = OBJECT.matcher(path);
        if (object.matches()) {
            cluster.pools.values().stream()
                    .filter(pool -> pool.guests().contains(object.group(2))
                            || pool.storages().contains(object.group(2)))
                    .forEach(pool -> paths.add("/pool/" + pool.id()));
        }
        for (String one : paths) {
            for (String role : roles(sort, who, one)) {
                privileges.addAll(cluster.roles.get(role).map(Role::privileges).orElse(List.of()));
            }
        }
        return privileges;
    }

    private Set<String> roles(String sort, List<String> who, String path) {
        Set<String> roles = new TreeSet<>();
        for (String level : levels(path)) {
            var here = new TreeSet<String>();
            for (Grant grant : cluster.grants.values()) {
                boolean meant = grant.path().equals(level) && grant.sort().equals(sort) && who.contains(grant.who());
                if (meant && (grant.propagate() || level.equals(path))) {
                    here.add(grant.role());
                }
            }
            if (!here.isEmpty()) {
                roles = here.contains(Privileges.NONE) ? new TreeSet<>(List.of(Privileges.NONE)) : here;
            }
        }
        return roles;
    }

    private static List<String> levels(String path) {
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
