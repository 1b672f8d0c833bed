package dev.slipway.lab.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that an interface can be asked for.
 *
 * @param path with its variables in braces
 * @param permissions what it takes to be allowed, as published; {@code null} is for root alone
 * @param flags {@code protected} and {@code notoken}, where they hold
 */
public record Operation(
        String method, String path, String permissions, List<String> flags, Map<String, Rule> parameters) {

    /** The values of the variables of the path, or null when this operation is not meant. */
    public java.util.@org.jspecify.annotations.Nullable Map<String, String> match(String method, String path) {
        if (!this.method.equals(method)) {
            return null;
        }
        var names = new ArrayList<String>();
        Matcher variable = Pattern.compile("\\{([^}]+)}").matcher(this.path);
        var pattern = new StringBuilder();
        while (variable.find()) {
            names.add(variable.group(1));
            variable.appendReplacement(pattern, "([^/]+)");
        }
        variable.appendTail(pattern);
        Matcher matcher = Pattern.compile(pattern.toString()).matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        var values = new TreeMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
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
