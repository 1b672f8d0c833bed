package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which atom of a type a value is, and how the items of lists are told apart (typed/helpers.go). */
final class Items {
    /** Stands for a value that is not there, other than null, which is. */
    static final Object NONE = new Object();

    enum Atom {
        SCALAR,
        LIST,
        MAP
    }

    private Items() {}

    /** The atom that applies to a value; what is open and null is a map. */
    static Atom atom(Schema schema, @Nullable Object value) {
        return switch (schema.shape()) {
            case LIST -> Atom.LIST;
            case MAP, STRUCT -> Atom.MAP;
            case ANY, RAW ->
                value == null || value == NONE || value instanceof Map<?, ?>
                        ? Atom.MAP
                        : value instanceof List<?> ? Atom.LIST : Atom.SCALAR;
            default -> Atom.SCALAR;
        };
    }

    /** Whether the value of an open type says which atom it is; null and nothing fit every one. */
    static boolean isAnyAtom(Schema schema, @Nullable Object value) {
        return schema.isOpen() && (value == null || value == NONE);
    }

    static boolean isAtomic(Schema schema) {
        return schema.atomic() || schema.shape() == Schema.Shape.RAW;
    }

    static boolean isAtomicList(Schema schema) {
        return schema.shape() != Schema.Shape.LIST || schema.list() == Schema.ListKind.ATOMIC;
    }

    /** What tells an item of a set or of a list with keys apart. */
    static Element element(Schema list, @Nullable Object item) {
        if (list.keys().isEmpty()) {
            if (item instanceof Map<?, ?>) {
                throw new SchemaProblem("associative list without keys has an element that's a map type");
            } else if (item instanceof List<?>) {
                throw new SchemaProblem("not supported: associative list with lists as elements");
            } else if (item == null) {
                throw new SchemaProblem("associative list without keys has an element that's an explicit null");
            }
            return Element.value(item);
        }
        if (item == null) {
            throw new SchemaProblem("associative list with keys may not have a null element");
        } else if (!(item instanceof Map<?, ?>)) {
            throw new SchemaProblem("associative list with keys may not have non-map elements");
        }
        Map<String, Object> fields = Tree.map(item);
        var key = Tree.of();
        for (String name : list.keys()) {
            Schema.Field field = list.item().fields().get(name);
            if (fields.containsKey(name)) {
                key.put(name, fields.get(name));
            } else if (field != null && field.preset() != null) {
                key.put(name, field.preset());
            }
        }
        if (key.isEmpty()) {
            String names = list.keys().stream().map(GoText::quoted).collect(Collectors.joining(" "));
            throw new SchemaProblem("associative list with keys has an element that omits all key fields [" + names
                    + "] (and doesn't have default values for any key fields)");
        }
        return Element.key(key);
    }
}
