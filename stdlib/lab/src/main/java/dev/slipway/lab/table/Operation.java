package dev.slipway.lab.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an interface can be asked for.
 *
 * @param path with its variables in braces
 * @param permissions what it takes to be allowed, as published; {@code null} is for root alone
 * @param flags {@code protected} and {@code notoken}, where they hold
 */
public record Operation(
        String method, String path, String permissions, List<String> flags, Map<String, Rule> parameters) {

    /**
     * The values of the variables of the path, or null when this operation is not meant. What is last in a path may have
     * slashes of its own, as a volume or a network has.
     */
    public @Nullable Map<String, String> match(String method, String path) {
        return this.method.equals(method) ? variables(path) : null;
    }

    @Nullable
    Map<String, String> variables(String path) {
        String[] wanted = this.path.split("/", -1);
        String last = wanted[wanted.length - 1];
        boolean rest = last.equals("{volume}") || last.equals("{cidr}");
        String[] part = rest ? path.split("/", wanted.length) : path.split("/", -1);
        if (part.length != wanted.length) {
            return null;
        }
        var values = new TreeMap<String, String>();
        for (int i = 0; i < part.length; i++) {
            if (wanted[i].startsWith("{") && !part[i].isEmpty()) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), part[i]);
            } else if (!wanted[i].equals(part[i])) {
                return null;
            }
        }
        return values;
    }

    public boolean isForRootAlone() {
        return permissions.equals("null");
    }

    public boolean takesTokens() {
        return !flags.contains("notoken");
    }

    /** Everything that the published interface does not allow in a request. */
    public List<String> violations(Map<String, String> given) {
        var violations = new ArrayList<String>();
        var seen = new ArrayList<String>();
        given.forEach((name, value) -> {
            String declared = parameters.containsKey(name) ? name : name.replaceFirst("[0-9]+$", "[n]");
            Rule rule = parameters.get(declared);
            seen.add(declared);
            if (rule == null) {
                violations.add(name + ": property is not defined in schema and the schema does not allow additional"
                        + " properties");
            } else {
                rule.objection(value).ifPresent(why -> violations.add(name + ": " + why));
            }
        });
        parameters.forEach((name, rule) -> {
            if (!rule.isOptional() && !seen.contains(name)) {
                violations.add(name + ": property is missing and it is not optional");
            }
        });
        return violations;
    }
}
