package dev.slipway.talos.config;

import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.Nothing;
import dev.slipway.talos.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges a document of a patch into a document, by the rules of upstream's merge (pkg/machinery/config/merge/merge.go and
 * the Merge methods of types): zero doesn't override, unless it is false or reached through a pointer; maps merge by key;
 * lists append, unless their items have a key or the field says replace. The left side is changed.
 */
final class Merge {
    static void merge(ConfigDocument left, ConfigDocument right) {
        new Merge(left.toString()).struct(left.type().type(), left.fields(), Trees.copy(right.fields()));
    }

    private final String document;

    private Merge(String document) {
        this.document = document;
    }

    private void struct(ValueType.Struct type, Map<String, Object> left, Map<String, Object> right) {
        for (Field field : type.fields().values()) {
            Object merged = field(field, left.get(field.key()), right.get(field.key()));
            if (merged == null) {
                left.remove(field.key());
            } else {
                left.put(field.key(), merged);
            }
        }
        Map<String, Object> ordered = DocumentDecoder.ordered(type, left);
        left.clear();
        left.putAll(ordered);
    }

    private @Nullable Object field(Field field, @Nullable Object left, @Nullable Object right) {
        if (field.is("always")) {
            return right;
        } else if (!field.by().isEmpty()) {
            return right == null ? left : keyed(field, Trees.list(left), Trees.list(right), left == null);
        } else if (field.is("overwrite")) {
            if (right == null || Trees.map(right).isEmpty()) {
                return left;
            }
            Map<String, Object> merged = Trees.map(left);
            merged.putAll(Trees.map(right));
            return merged;
        }
        return value(field.type(), left, right, field.is("replace"));
    }

    private @Nullable Object value(ValueType type, @Nullable Object left, @Nullable Object right, boolean isReplaced) {
        if (type instanceof ValueType.Pointer pointer) {
            if (right == null || left == null) {
                return right == null ? left : right;
            }
            return pointer.target() instanceof ValueType.Scalar scalar
                    ? overwrite(scalar.form(), left, right)
                    : value(pointer.target(), left, right, isReplaced);
        } else if (type instanceof ValueType.Scalar scalar) {
            return scalar(scalar.form(), left, right);
        } else if (type instanceof ValueType.ListOf) {
            return list(left, right, isReplaced);
        } else if (type instanceof ValueType.MapOf map) {
            if (right == null || left == null || isReplaced) {
                return right == null ? left : right;
            }
            return map(map.value(), Trees.map(left), Trees.map(right));
        } else if (type instanceof ValueType.Free) {
            if (right == null || left == null || isReplaced) {
                return right == null ? left : right;
            }
            return free(Trees.map(left), Trees.map(right));
        }
        var struct = (ValueType.Struct) type;
        if (isReplaced) {
            return right == null ? left : right;
        }
        Map<String, Object> merged = left == null ? new LinkedHashMap<>() : Trees.map(left);
        struct(struct, merged, Trees.map(right));
        return merged.isEmpty() && left == null && right == null ? null : merged;
    }

    private static @Nullable Object scalar(ScalarForm form, @Nullable Object left, @Nullable Object right) {
        if (form.isReplacedWhole()) {
            return right;
        } else if (form.isBool()) {
            return Objects.equals(right, true) ? right : null;
        } else if (right == null) {
            return left;
        }
        return left == null ? right : overwrite(form, left, right);
    }

    private static Object overwrite(ScalarForm form, Object left, Object right) {
        if (form.isUrl()) {
            return GoUrl.merge(left.toString(), right.toString());
        }
        // A size in bytes hides a percentage, whichever came later: block.Size, MarshalText.
        boolean isHidden = form.isSize()
                && right.toString().contains("%")
                && !left.toString().contains("%");
        return isHidden && !left.toString().isEmpty() ? left : right;
    }

    private static @Nullable Object list(@Nullable Object left, @Nullable Object right, boolean isReplaced) {
        if (right == null) {
            return left;
        } else if (left == null || isReplaced) {
            return right;
        }
        List<Object> merged = Trees.list(left);
        merged.addAll(Trees.list(right));
        return merged;
    }

    private Map<String, Object> map(ValueType type, Map<String, Object> left, Map<String, Object> right) {
        right.forEach((key, value) -> {
            Object old = left.get(key);
            if (old == null) {
                left.put(key, value);
            } else if (type instanceof ValueType.Scalar scalar) {
                boolean isKept = !scalar.form().isBool() && scalar.form().isZero(value);
                left.put(key, isKept ? old : value);
            } else {
                left.put(key, Objects.requireNonNull(value(type, old, value, false)));
            }
        });
        return left;
    }

    private Map<String, Object> free(Map<String, Object> left, Map<String, Object> right) {
        right.forEach((key, value) -> {
            Object old = left.get(key);
            left.put(key, old == null || old == Nothing.NULL ? value : freely(key, old, value));
        });
        return left;
    }

    private Object freely(String key, Object left, Object right) {
        if (left.getClass() != right.getClass()) {
            throw new ConfigException(
                    "patch of " + document,
                    "the value of " + key + " has another type than the value that it changes",
                    "write it with the same type, or delete it first with $patch: delete");
        } else if (left instanceof Map<?, ?>) {
            return free(Trees.map(left), Trees.map(right));
        } else if (left instanceof List<?>) {
            return Objects.requireNonNull(list(left, right, false));
        }
        boolean isZero = right.equals("") || right.equals(0L) || right.equals(0.0);
        return isZero ? left : right;
    }

    private @Nullable Object keyed(Field field, List<Object> left, List<Object> right, boolean isNew) {
        var struct = (ValueType.Struct) ((ValueType.ListOf) field.type()).item().bare();
        List<Object> known = field.by().equals("image") ? new ArrayList<>(left) : left;
        for (Object item : right) {
            Map<String, Object> patch = Trees.map(item);
            Map<String, Object> existing = find(field.by(), known, patch);
            if (existing == null) {
                left.add(patch);
            } else if (field.by().equals("image")) {
                // A rule for an image pattern replaces the rule before: security.ImageVerificationRules, Merge.
                left.set(indexOf(left, existing), patch);
                known.set(indexOf(known, existing), patch);
            } else {
                struct(struct, existing, patch);
            }
        }
        return isNew && left.isEmpty() ? null : left;
    }

    private static int indexOf(List<Object> items, Object item) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == item) {
                return i;
            }
        }
        throw new IllegalStateException();
    }

    private static @Nullable Map<String, Object> find(String by, List<Object> items, Map<String, Object> patch) {
        String key = by;
        if (by.equals("interface") && !patch.containsKey("interface")) {
            if (!patch.containsKey("deviceSelector")) {
                return null;
            }
            key = "deviceSelector"; // v1alpha1.NetworkDeviceList, mergeDevice
        }
        Object value = patch.get(key);
        Map<String, Object> found = null;
        for (Object item : items) {
            if (Objects.equals(Trees.map(item).get(key), value)) {
                found = Trees.map(item);
                if (!by.equals("image")) {
                    return found;
                }
            }
        }
        return found;
    }
}
