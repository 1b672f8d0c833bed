package dev.slipway.lab.kube.custom;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks an object by the schema of its definition, in upstream's words (kubernetes/kube-openapi: pkg/validation/validate,
 * kubernetes/apiextensions-apiserver: pkg/apiserver/validation/validation.go).
 */
public final class SchemaChecks {
    private static final Set<String> BLOCKING = Set.of(
            "FieldValueRequired",
            "FieldValueTypeInvalid",
            "FieldValueNotSupported",
            "FieldValueTooLong",
            "FieldValueTooMany");

    private final List<FieldError> errors = new ArrayList<>();

    private SchemaChecks() {}

    /** All that is wrong with an object, with what its CEL rules say where they could be asked. */
    public static void check(
            Map<String, Object> openApi,
            Map<String, Object> object,
            @Nullable Map<String, Object> old,
            List<FieldError> into) {
        var checks = new SchemaChecks();
        for (Map.Entry<String, Object> property :
                Tree.map(openApi, "properties").entrySet()) {
            String name = property.getKey();
            if (object.containsKey(name) && !name.equals("metadata")) {
                checks.value(Tree.map(property.getValue()), object.get(name), name);
            }
        }
        checks.required(openApi, object, "");
        boolean blocked = checks.errors.stream().anyMatch(error -> BLOCKING.contains(error.reason()));
        checks.lists(openApi, object, "");
        if (CelRules.has(openApi)) {
            if (blocked) {
                checks.errors.add(new FieldError(
                        "FieldValueInvalid",
                        "<nil>",
                        "Invalid value: null: some validation rules were not checked because the object was invalid; "
                                + "correct the existing errors to complete validation"));
            } else {
                CelRules.check(openApi, object, old, "", checks.errors);
            }
        }
        into.addAll(checks.errors);
    }

    private void value(Map<String, Object> openApi, @Nullable Object value, String path) {
        if (value == null && Tree.truth(openApi, "nullable")) {
            return;
        }
        String wanted =
                Tree.truth(openApi, "x-kubernetes-int-or-string") ? "integer,string" : Tree.text(openApi, "type");
        String given = typeOf(value);
        boolean fits = wanted.isEmpty()
                || List.of(wanted.split(",", -1)).contains(given)
                || (wanted.equals("number") && given.equals("integer"));
        if (!fits) {
            errors.add(FieldError.typed(
                    path, given, path + " in body must be of type " + wanted + ": " + GoText.quoted(given)));
        }
        List<Object> values = Tree.list(openApi, "enum");
        if (!values.isEmpty() && !values.contains(value)) {
            String shown = String.join(", ", values.stream().map(GoText::value).toList());
            errors.add(new FieldError(
                    "FieldValueNotSupported",
                    path,
                    "Unsupported value: " + GoText.value(value) + ": supported values: " + shown));
        }
        if (value instanceof String text) {
            string(openApi, text, path);
        } else if (value instanceof Number number) {
            number(openApi, number, path);
        } else if (value instanceof List<?> list) {
            array(openApi, list, path);
        } else if (value instanceof Map<?, ?> map) {
            object(openApi, Tree.map(map), path);
        }
        combined(openApi, value, path);
    }

    private void combined(Map<String, Object> openApi, @Nullable Object value, String path) {
        Tree.maps(openApi, "allOf").forEach(one -> value(one, value, path));
        for (String word : List.of("anyOf", "oneOf")) {
            List<Map<String, Object>> choices = Tree.maps(openApi, word);
            long valid = choices.stream().filter(one -> fits(one, value, path)).count();
            if (!choices.isEmpty() && valid == 0) {
                errors.add(FieldError.invalid(
                        path,
                        "",
                        path + " in body must validate "
                                + (word.equals("anyOf")
                                        ? "at least one schema (anyOf)"
                                        : "one and only one schema (oneOf). Found none valid")));
            } else if (word.equals("oneOf") && valid > 1) {
                errors.add(FieldError.invalid(
                        path,
                        "",
                        path + " in body must validate one and only one schema (oneOf). Found " + valid
                                + " valid alternatives"));
            }
        }
        if (openApi.get("not") instanceof Map<?, ?> not && fits(Tree.map(not), value, path)) {
            errors.add(FieldError.invalid(path, "", path + " in body must not validate the schema (not)"));
        }
    }

    private static boolean fits(Map<String, Object> openApi, @Nullable Object value, String path) {
        var checks = new SchemaChecks();
        checks.value(openApi, value, path);
        return checks.errors.isEmpty();
    }

    private void string(Map<String, Object> openApi, String text, String path) {
        int length = text.codePointCount(0, text.length());
        long most = Tree.number(openApi, Long.MAX_VALUE, "maxLength");
        long least = Tree.number(openApi, 0, "minLength");
        String pattern = Tree.text(openApi, "pattern");
        if (length > most) {
            errors.add(FieldError.tooLong(path, (int) most));
        } else if (length < least) {
            errors.add(FieldError.invalid(path, text, path + " in body should be at least " + least + " chars long"));
        } else if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
            errors.add(FieldError.invalid(path, text, path + " in body should match '" + pattern + "'"));
        }
    }

    private void number(Map<String, Object> openApi, Number number, String path) {
        if (openApi.get("maximum") instanceof Number most) {
            boolean open = Tree.truth(openApi, "exclusiveMaximum");
            if (number.doubleValue() > most.doubleValue() || (open && number.doubleValue() == most.doubleValue())) {
                errors.add(FieldError.invalid(
                        path, number, path + " in body should be less than " + (open ? "" : "or equal to ") + most));
            }
        }
        if (openApi.get("minimum") instanceof Number least) {
            boolean open = Tree.truth(openApi, "exclusiveMinimum");
            if (number.doubleValue() < least.doubleValue() || (open && number.doubleValue() == least.doubleValue())) {
                errors.add(FieldError.invalid(
                        path,
                        number,
                        path + " in body should be greater than " + (open ? "" : "or equal to ") + least));
            }
        }
        if (openApi.get("multipleOf") instanceof Number of && number.doubleValue() % of.doubleValue() != 0) {
            errors.add(FieldError.invalid(path, number, path + " in body should be a multiple of " + of));
        }
    }

    private void array(Map<String, Object> openApi, List<?> list, String path) {
        Tree.number(openApi, "maxItems")
                .filter(most -> list.size() > most)
                .ifPresent(most -> errors.add(FieldError.tooMany(path, list.size(), most.intValue())));
        Tree.number(openApi, "minItems")
                .filter(least -> list.size() < least)
                .ifPresent(least -> errors.add(FieldError.invalid(
                        path, (long) list.size(), path + " in body should have at least " + least + " items")));
        for (int i = 0; i < list.size(); i++) {
            value(Tree.map(openApi, "items"), list.get(i), path + "[" + i + "]");
        }
    }

    private void object(Map<String, Object> openApi, Map<String, Object> map, String path) {
        Tree.number(openApi, "maxProperties")
                .filter(most -> map.size() > most)
                .ifPresent(most -> errors.add(FieldError.tooMany(path, map.size(), most.intValue())));
        Tree.number(openApi, "minProperties")
                .filter(least -> map.size() < least)
                .ifPresent(least -> errors.add(FieldError.invalid(
                        path, (long) map.size(), path + " in body should have at least " + least + " properties")));
        Map<String, Object> properties = Tree.map(openApi, "properties");
        Map<String, Object> more = Tree.map(openApi.get("additionalProperties"));
        map.forEach((name, item) -> {
            if (properties.containsKey(name)) {
                value(Tree.map(properties, name), item, path + "." + name);
            } else if (!more.isEmpty()) {
                value(more, item, path + "." + name);
            }
        });
        required(openApi, map, path);
    }

    private void required(Map<String, Object> openApi, Map<String, Object> map, String path) {
        for (Object name : Tree.list(openApi, "required")) {
            if (!map.containsKey(String.valueOf(name))) {
                errors.add(FieldError.required(path.isEmpty() ? String.valueOf(name) : path + "." + name, ""));
            }
        }
    }

    /** Sets and lists with keys have each item once (pkg/apiserver/schema/listtype/validation.go). */
    private void lists(Map<String, Object> openApi, @Nullable Object value, String path) {
        if (value instanceof List<?> list) {
            String kind = Tree.text(openApi, "x-kubernetes-list-type");
            var seen = new LinkedHashSet<Object>();
            for (int i = 0; i < list.size(); i++) {
                Object item = list.get(i);
                if (kind.equals("map") && item instanceof Map<?, ?>) {
                    var key = Tree.of();
                    for (Object name : Tree.list(openApi, "x-kubernetes-list-map-keys")) {
                        if (Tree.has(item, String.valueOf(name))) {
                            key.put(
                                    String.valueOf(name),
                                    java.util.Objects.requireNonNull(Tree.get(item, String.valueOf(name))));
                        }
                    }
                    item = key;
                }
                if ((kind.equals("map") || kind.equals("set")) && !seen.add(item)) {
                    errors.add(FieldError.duplicate(path + "[" + i + "]", item));
                }
                lists(Tree.map(openApi, "items"), list.get(i), path + "[" + i + "]");
            }
        } else if (value instanceof Map<?, ?>) {
            Map<String, Object> properties = Tree.map(openApi, "properties");
            Tree.map(value)
                    .forEach((name, item) -> lists(
                            properties.containsKey(name)
                                    ? Tree.map(properties, name)
                                    : Tree.map(openApi.get("additionalProperties")),
                            item,
                            path.isEmpty() ? name : path + "." + name));
        }
    }

    private static String typeOf(@Nullable Object value) {
        return value == null
                ? "null"
                : value instanceof String
                        ? "string"
                        : value instanceof Boolean
                                ? "boolean"
                                : value instanceof Double
                                        ? "number"
                                        : value instanceof Number
                                                ? "integer"
                                                : value instanceof List<?> ? "array" : "object";
    }
}
