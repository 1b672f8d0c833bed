package dev.slipway.lab.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The path of an operation, in parts.
 *
 * @param rest whether the last variable takes the rest of the path with its slashes, as a volume or a network has
 */
record Template(Operation operation, List<String> parts, boolean rest) {
    private static final Set<String> WITH_SLASHES = Set.of("{volume}", "{cidr}");

    static Template of(Operation operation) {
        List<String> parts = Arrays.stream(operation.path().split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        return new Template(operation, parts, !parts.isEmpty() && WITH_SLASHES.contains(parts.get(parts.size() - 1)));
    }

    /** The values of the variables of the path, or null when this operation is not meant. */
    @Nullable
    Map<String, String> variables(List<String> path) {
        boolean fits = rest ? path.size() >= parts.size() : path.size() == parts.size();
        if (!fits) {
            return null;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).startsWith("{") && !parts.get(i).equals(path.get(i))) {
                return null;
            }
        }
        var values = new TreeMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) {
                boolean last = rest && i == parts.size() - 1;
                values.put(
                        part.substring(1, part.length() - 1),
                        last ? String.join("/", path.subList(i, path.size())) : path.get(i));
            }
        }
        return values;
    }
}
