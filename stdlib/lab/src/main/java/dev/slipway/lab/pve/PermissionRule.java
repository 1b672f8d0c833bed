package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it takes to be allowed an operation, as the published schema writes it, and as {@code exec_api2_perm_check} of
 * pve-access-control src/PVE/RPCEnvironment.pm reads it.
 */
record PermissionRule(Permissions permissions, Cluster cluster, Identity by, Map<String, String> given) {
    /** Refuses who may not change who may what with an object. */
    static void modify(ApiCall call, String path) {
        of(call).modify(path).ifPresent(what -> {
            throw ApiException.permission(what);
        });
    }

    static boolean mayModify(ApiCall call, String path) {
        return of(call).modify(path).isEmpty();
    }

    private static PermissionRule of(ApiCall call) {
        return new PermissionRule(
                new Permissions(call.in(), call.cluster()), call.cluster(), call.by(), call.parameters());
    }

    void require(List<?> check) {
        unmet(check).ifPresent(what -> {
            throw ApiException.permission(what);
        });
    }

    /** What is missing, or empty. */
    private Optional<String> unmet(List<?> check) {
        String sort = String.valueOf(check.get(0));
        return switch (sort) {
            case "and" ->
                parts(check).stream().map(this::unmet).flatMap(Optional::stream).findFirst();
            case "or" -> parts(check).stream().anyMatch(part -> isMet(part)) ? Optional.empty() : Optional.of("");
            case "perm" -> perm(check);
            case "perm-modify" -> modify(normal(filled(String.valueOf(check.get(1)))));
            case "userid-param" -> param(String.valueOf(check.get(1)));
            case "userid-group" -> group(check);
            default -> throw new IllegalStateException("no such check: " + check);
        };
    }

    /** Within a choice, what somebody refuses is no refusal of all. */
    private boolean isMet(List<?> check) {
        try {
            return unmet(check).isEmpty();
        } catch (ApiException e) {
            return false;
        }
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
            return Optional.of("");
        }
        String path = normal(filled(String.valueOf(check.get(1))));
        var wanted = ((List<?>) check.get(2)).stream().map(String::valueOf).toList();
        return options.contains("any") ? any(path, wanted) : all(path, wanted);
    }

    private Optional<String> all(String path, List<String> wanted) {
        var had = permissions.of(by, path);
        return wanted.stream().filter(one -> !had.contains(one)).findFirst().map(one -> path + ", " + one);
    }

    private Optional<String> any(String path, List<String> wanted) {
        var had = permissions.of(by, path);
        return wanted.stream().anyMatch(had::contains)
                ? Optional.empty()
                : Optional.of(path + ", " + String.join("|", wanted));
    }

    /** {@code check_perm_modify}: whoever may make an object may say who may what with it. */
    private Optional<String> modify(String path) {
        var wanted = new ArrayList<>(List.of("Permissions.Modify"));
        Map.of("/storage/", "Datastore.Allocate", "/vms/", "VM.Allocate", "/pool/", "Pool.Allocate")
                .forEach((above, privilege) -> {
                    if (path.startsWith(above)) {
                        wanted.add(privilege);
                    }
                });
        return any(path, wanted);
    }

    private Optional<String> param(String what) {
        String user = given.getOrDefault("userid", "");
        if (what.equals("self")) {
            // A token is not the user whose it is: the name that is compared is the token's.
            return cluster.accounts.has(user) && user.equals(by.name()) ? Optional.empty() : Optional.of("");
        }
        return all("/access/realm/" + user.substring(user.lastIndexOf('@') + 1), List.of(what));
    }

    /** A user that is not there is an error of its own, and where there is a choice nothing but a refusal. */
    private Optional<String> group(List<?> check) {
        String user = given.getOrDefault("userid", "");
        if (!check.contains("create") && !cluster.accounts.has(user)) {
            throw ApiException.because("no such user ('" + user + "')");
        }
        boolean may = any(
                        "/access/groups",
                        ((List<?>) check.get(1)).stream().map(String::valueOf).toList())
                .isEmpty();
        return may ? Optional.empty() : Optional.of("");
    }

    /** {@code normalize_path}, pve-access-control src/PVE/AccessControl.pm. */
    static String normal(String path) {
        String normal = path.replaceAll("/+", "/").replaceFirst("/$", "");
        return normal.startsWith("/") ? normal : "/" + normal;
    }

    private String filled(String path) {
        Matcher variable = Pattern.compile("\\{([^}]+)}").matcher(path);
        return variable.replaceAll(match -> Matcher.quoteReplacement(given.getOrDefault(match.group(1), "")));
    }
}
