package dev.slipway.lab.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an interface can be asked for.
 *
 * @param path with its variables in braces
 * @param permissions what it takes to be allowed, as published; {@code null} is for root alone
 * @param flags {@code protected} and {@code notoken}, where they hold, and {@code open} where any parameter is taken
 */
public record Operation(
        String method, String path, String permissions, List<String> flags, Map<String, Rule> parameters, Rule answer) {
    Operation answering(Rule rule) {
        return new Operation(method, path, permissions, flags, parameters, rule);
    }

    public boolean isForRootAlone() {
        return permissions.equals("null");
    }

    public boolean takesTokens() {
        return !flags.contains("notoken");
    }

    private String declared(String name) {
        return parameters.containsKey(name) ? name : name.replaceFirst("[0-9]+$", "[n]");
    }

    /** Everything that the published interface does not allow in a request. */
    public List<String> violations(Map<String, String> given) {
        var violations = new ArrayList<String>();
        var seen = new ArrayList<String>();
        given.forEach((name, value) -> {
            Rule rule = parameters.get(declared(name));
            seen.add(declared(name));
            if (rule != null) {
                rule.objection(name, value).ifPresent(why -> violations.add(name + ": " + why));
                rule.required()
                        .filter(other -> !given.containsKey(other))
                        .ifPresent(other -> violations.add(other + ": missing property required by '" + name + "'"));
            } else if (!flags.contains("open")) {
                violations.add(name + ": property is not defined in schema and the schema does not allow additional"
                        + " properties");
            }
        });
        parameters.forEach((name, rule) -> {
            if (!rule.isOptional() && !seen.contains(name)) {
                violations.add(name + ": property is missing and it is not optional");
            }
        });
        return violations;
    }

    /** Everything that the published interface does not allow in an answer. */
    public List<String> answerViolations(@Nullable Object data) {
        return new Answer().violations(answer.schema(), data);
    }
}
