package dev.slipway.lab.kube.custom;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the {@code x-kubernetes-validations} of a schema (kubernetes/apiextensions-apiserver: pkg/apiserver/schema/cel/validation.go). */
final class CelRules {
    private static final String RULES = "x-kubernetes-validations";

    private CelRules() {}

    static boolean has(@Nullable Object openApi) {
        if (openApi instanceof Map<?, ?> map) {
            return map.containsKey(RULES) || map.values().stream().anyMatch(CelRules::has);
        }
        return openApi instanceof List<?> list && list.stream().anyMatch(CelRules::has);
    }

    static void check(
            Map<String, Object> openApi,
            @Nullable Object value,
            @Nullable Object old,
            String path,
            List<FieldError> errors) {
        if (value == null) {
            return;
        }
        for (Map<String, Object> rule : Tree.maps(openApi, RULES)) {
            rule(rule, value, old, path, errors);
        }
        if (value instanceof Map<?, ?>) {
            Map<String, Object> properties = Tree.map(openApi, "properties");
            Tree.map(value)
                    .forEach((name, item) -> check(
                            properties.containsKey(name)
                                    ? Tree.map(properties, name)
                                    : Tree.map(openApi.get("additionalProperties")),
                            item,
                            Tree.get(old, name),
                            path.isEmpty() ? name : path + "." + name,
                            errors));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(Tree.map(openApi, "items"), list.get(i), null, path + "[" + i + "]", errors);
            }
        }
    }

    private static void rule(
            Map<String, Object> rule, Object value, @Nullable Object old, String path, List<FieldError> errors) {
        String text = Tree.text(rule, "rule");
        if (text.contains("oldSelf") && old == null && !Tree.truth(rule, "optionalOldSelf")) {
            return; // a rule about transitions
        }
        try {
            var cel = new Cel(value, old);
            if (Boolean.TRUE.equals(cel.evaluate(text))) {
                return;
            }
            String message = Tree.text(rule, "message");
            String expression = Tree.text(rule, "messageExpression");
            if (!expression.isEmpty() && cel.evaluate(expression) instanceof String computed) {
                message = computed;
            }
            add(rule, path, message.isEmpty() ? "failed rule: " + text.strip() : message.strip(), errors);
        } catch (Cel.Unknown e) {
            // a function that the lab does not have: its rule says nothing
        } catch (Cel.Failure e) {
            add(rule, path, "rule execution error: " + e.text(), errors);
        }
    }

    private static void add(Map<String, Object> rule, String path, String message, List<FieldError> errors) {
        String reason = Tree.text(rule, "reason");
        String field = path + Tree.text(rule, "fieldPath");
        if (field.isEmpty()) {
            field = "<nil>";
        }
        errors.add(
                switch (reason) {
                    case "FieldValueForbidden" -> FieldError.forbidden(field, message);
                    case "FieldValueRequired" -> FieldError.required(field, message);
                    default -> new FieldError("FieldValueInvalid", field, "Invalid value: " + message);
                });
    }
}
