package dev.slipway.lab.table;

import dev.slipway.lab.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one value may be: its type, its limits, and the parts of one that is a list of {@code key=value}. */
public record Rule(Map<String, @Nullable Object> schema) {
    static final Rule ANY = new Rule(Map.of());

    static Rule of(String json) {
        return new Rule(Json.object(json));
    }

    public boolean isOptional() {
        return isSet(schema.get("optional"));
    }

    static boolean isSet(@Nullable Object flag) {
        return Long.valueOf(1).equals(flag);
    }

    /** The parameter without which this one is not taken. */
    Optional<String> required() {
        return schema.get("requires") instanceof String other ? Optional.of(other) : Optional.empty();
    }

    /** Why a value of this name is not allowed, or empty. */
    public Optional<String> objection(String path, String value) {
        return Optional.ofNullable(typed(value))
                .or(() -> parts(path, value).map(why -> "invalid format - format error\n" + why + "\n"))
                .or(() -> Optional.ofNullable(limited(value)));
    }

    /** The texts are those of pve-common src/PVE/JSONSchema.pm check_type and check_prop, in their order. */
    private @Nullable String typed(String value) {
        String type = String.valueOf(schema.get("type"));
        boolean good = switch (type) {
            case "integer" -> value.matches("[+-]?[0-9]+");
            case "number" -> value.matches("-?[0-9]+(\\.[0-9]+)?");
            case "boolean" -> value.matches("(?i)0|1|yes|no|on|off|true|false");
            default -> true;
        };
        return good ? null : "type check ('" + type + "') failed - got '" + value + "'";
    }

    private @Nullable String limited(String value) {
        String format = schema.get("format") instanceof String named ? Formats.objection(named, value) : null;
        if (format != null) {
            return "invalid format - " + format + "\n";
        } else if (schema.get("pattern") instanceof String pattern && !matches(pattern, value)) {
            return "value does not match the regex pattern";
        } else if (schema.get("maxLength") instanceof Number most && value.length() > most.intValue()) {
            return "value may only be " + most + " characters long";
        } else if (schema.get("minLength") instanceof Number least && value.length() < least.intValue()) {
            return "value must be at least " + least + " characters long";
        }
        boolean number = value.matches("[+-]?[0-9]+(\\.[0-9]+)?");
        if (number
                && schema.get("maximum") instanceof Number most
                && number(value).compareTo(number(most)) > 0) {
            return "value must have a maximum value of " + most;
        } else if (number
                && schema.get("minimum") instanceof Number least
                && number(value).compareTo(number(least)) < 0) {
            return "value must have a minimum value of " + least;
        } else if (schema.get("enum") instanceof List<?> choices && !choices.contains(value)) {
            return "value '" + value + "' does not have a value in the enumeration '"
                    + String.join(", ", choices.stream().map(String::valueOf).toList()) + "'";
        }
        return null;
    }

    /** Perl writes {@code (?^:...)} for a pattern with its own flags. */
    private static boolean matches(String pattern, String value) {
        return Pattern.matches(pattern.replaceAll("\\(\\?\\^[a-z]*:", "(?:"), value);
    }

    private static BigDecimal number(Object number) {
        return new BigDecimal(number.toString());
    }

    @SuppressWarnings("unchecked") // a format that is an object names rules
    private Optional<String> parts(String path, String value) {
        Object declared = schema.get("format");
        Map<?, ?> format = declared instanceof Map<?, ?> map ? map : Formats.list(String.valueOf(declared));
        if (format.isEmpty()) {
            return Optional.empty();
        }
        var rules = new java.util.TreeMap<String, Rule>();
        format.forEach((name, rule) -> rules.put(String.valueOf(name), new Rule((Map<String, Object>) rule)));
        var given = new ArrayList<String>();
        for (String part : value.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? defaultKey(rules) : part.substring(0, equals);
            Rule rule = rules.get(name);
            if (rule == null) {
                return Optional.of(
                        path + "." + name + ": property is not defined in schema and the schema does not allow"
                                + " additional properties");
            }
            String alias = rule.schema.get("alias") instanceof String other ? other : name;
            given.add(alias);
            if (rule.schema.get("keyAlias") instanceof String key) {
                given.add(key);
            }
            Rule meant = rules.getOrDefault(alias, rule);
            Optional<String> objection = meant.objection(path + "." + alias, part.substring(equals + 1));
            if (objection.isPresent()) {
                return objection.map(why -> path + "." + alias + ": " + why);
            }
        }
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().schema.containsKey("type"))
                .filter(rule -> !rule.getValue().isOptional() && !given.contains(rule.getKey()))
                .map(rule -> path + "." + rule.getKey() + ": property is missing and it is not optional")
                .findFirst();
    }

    private static String defaultKey(Map<String, Rule> rules) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().schema.containsKey("default_key"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
