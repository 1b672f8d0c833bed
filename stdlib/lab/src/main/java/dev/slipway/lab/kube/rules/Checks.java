package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Checks that many kinds share, and their words (kubernetes/apimachinery: pkg/util/validation, pkg/api/validation). */
final class Checks {
    static final String PORT = "must be between 1 and 65535, inclusive";
    static final String NOT_NEGATIVE = "must be greater than or equal to 0";
    static final String IMMUTABLE = "field is immutable";

    private Checks() {}

    static void oneOf(Map<String, Object> from, String name, String at, List<FieldError> errors, String... values) {
        String value = Tree.text(from, name);
        if (!value.isEmpty() && !Arrays.asList(values).contains(value)) {
            errors.add(FieldError.unsupported(at + "." + name, value, values));
        }
    }

    static void notNegative(Map<String, Object> from, String name, String at, List<FieldError> errors) {
        long value = Tree.number(from, 0, name);
        if (value < 0) {
            errors.add(FieldError.invalid(at + "." + name, value, NOT_NEGATIVE));
        }
    }

    /** What must stay as it was. */
    static void immutable(Map<String, Object> object, Map<String, Object> old, String path, List<FieldError> errors) {
        String[] steps = path.split("\\.", -1);
        Object now = Tree.get(object, steps);
        if (!Objects.equals(now, Tree.get(old, steps))) {
            errors.add(FieldError.invalid(path, now, IMMUTABLE));
        }
    }

    static String workload(Map<String, Object> object) {
        return Tree.text(object, "kind").toLowerCase(Locale.ROOT);
    }

    /** pkg/util/validation/validation.go, IsValidPortName. */
    static void portName(String name, String at, List<FieldError> errors) {
        if (name.length() > 15) {
            errors.add(FieldError.invalid(at, name, "must be no more than 15 characters"));
        }
        if (!name.matches("[-a-z0-9]+")) {
            errors.add(FieldError.invalid(
                    at, name, "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"));
        }
        if (!name.matches(".*[a-z].*")) {
            errors.add(FieldError.invalid(at, name, "must contain at least one letter (a-z)"));
        }
        if (name.contains("--")) {
            errors.add(FieldError.invalid(at, name, "must not contain consecutive hyphens"));
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            errors.add(FieldError.invalid(at, name, "must not begin or end with a hyphen"));
        }
    }
}
