package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it takes to be allowed an operation, as the published schema writes it. */
record Check(Permissions permissions, Identity by, Map<String, String> given) {
    void require(List<?> check) {
        unmet(check).ifPresent(what -> {
            throw Refused.permission(what);
        });
    }

    /** What is missing, or empty. */
    private Optional<String> unmet(List<?> check) {
        String sort = String.valueOf(check.get(0));
        return switch (sort) {
            case "and" ->
                parts(check).stream().map(this::unmet).flatMap(Optional::stream).findFirst();
            case "or" -> {
                var unmet = parts(check).stream().map(this::unmet).toList();
                yield unmet.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : unmet.get(unmet.size() - 1);
            }
            case "perm" -> perm(check);
            case "perm-modify" -> modify(filled(String.valueOf(check.get(1))));
            case "userid-param" -> param(String.valueOf(check.get(1)));
            case "userid-group" -> group(check);
            default -> throw new IllegalStateException("no such check: " + check);
        };
    }

    private static List<List<?>> parts(List<?> check) {
        var parts = new ArrayList<List<?>>();
        for (Object part : check) {
            if (part instanceof List<?> list) {
                parts.add(list);
            }
        }
        return parts;
    }

    private Optional<String> perm(List<?> check) {
        var options = check.subList(3, check.size());
        int required = options.indexOf("require_param");
        if (required >= 0 && !given.containsKey(String.valueOf(options.get(required + 1)))) {
            return Optional.of("require_param " + options.get(required + 1));
        }
        String path = filled(String.valueOf(check.get(1)));
        var wanted = ((List<?>) check.get(2)).stream().map(String::valueOf).toList();
        var had = permissions.of(by, path);
        boolean any = options.contains("any");
        boolean good = any ? wanted.stream().anyMatch(had::contains) : had.containsAll(wanted);
        return good ? Optional.empty() : Optional.of(path + ", " + String.join(any ? "|" : ", ", wanted));
    }

    private Optional<String> modify(String path) {
        var had = permissions.of(by, path);
        boolean good = had.contains("Permissions.Modify")
                || (path.startsWith("/vms") && had.contains("VM.Allocate"))
                || (path.startsWith("/storage") && had.contains("Datastore.Allocate"))
                || (path.startsWith("/pool") && had.contains("Pool.Allocate"));
        return good ? Optional.empty() : Optional.of(path + ", Permissions.Modify");
    }

    private Optional<String> param(String what) {
        String user = given.getOrDefault("userid", "");
        if (what.equals("self")) {
            return user.equals(by.user()) ? Optional.empty() : Optional.of("userid != self");
        }
        String path = "/access/realm/" + user.substring(user.lastIndexOf('@') + 1);
        return permissions.of(by, path).contains(what) ? Optional.empty() : Optional.of(path + ", " + what);
    }

    private Optional<String> group(List<?> check) {
        var wanted = ((List<?>) check.get(1)).stream().map(String::valueOf).toList();
        var had = permissions.of(by, "/access/groups");
        return wanted.stream().anyMatch(had::contains)
                ? Optional.empty()
                : Optional.of("/access/groups, " + String.join("|", wanted));
    }

    private String filled(String path) {
        Matcher variable = Pattern.compile("\\{([^}]+)}").matcher(path);
        return variable.replaceAll(match -> Matcher.quoteReplacement(given.getOrDefault(match.group(1), "")));
    }
}
