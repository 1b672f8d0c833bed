package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.provide.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fields that another manager holds with other values. The form of the answer is that of
 * kubernetes/apiserver v1.35.4, pkg/endpoints/handlers/fieldmanager/internal/conflict.go.
 */
final class FieldConflict {
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");
    private static final int SHOWN = 8;

    private final Map<String, List<String>> fields = new TreeMap<>();

    FieldConflict(Reply reply) {
        for (JsonNode cause : reply.body().path("details").path("causes")) {
            Matcher named = MANAGER.matcher(cause.path("message").asText());
            if (named.find()) {
                fields.computeIfAbsent(named.group(1), manager -> new ArrayList<>())
                        .add(cause.path("field").asText().replaceFirst("^\\.", ""));
            }
        }
    }

    /** Whether all of them are changes by hand or by a controller, which their manager does not apply again. */
    boolean isDrift(ManagedFields managed) {
        return !fields.isEmpty() && fields.keySet().stream().noneMatch(managed::applies);
    }

    /** Whether all of them are of tools from which an object can be adopted. */
    boolean isOfTools() {
        return !fields.isEmpty() && fields.keySet().stream().allMatch(ManagedFields::isTool);
    }

    /** The managers and their fields, in words. */
    String words() {
        return fields.entrySet().stream()
                .map(entry -> shown(entry.getValue()) + " managed by " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    Failure failure(String cluster, ObjectName object) {
        return new Failure.Rejected(
                object + " in " + cluster + " has fields of another manager: " + words(),
                "let one of them manage these fields: remove them from the script or ignore(\"...\") them, "
                        + "remove them there, or take them over with force = true");
    }

    private static String shown(List<String> paths) {
        String some = paths.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return paths.size() > SHOWN ? some + " and " + (paths.size() - SHOWN) + " more" : some;
    }
}
