package dev.slipway.graph;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Ref;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.util.Optional;
import java.util.function.Consumer;

/** The references inside a value, however deep. */
public final class References {
    /** As deep as {@link dev.slipway.model.Decoder} reads: what lies deeper could be written and not read again. */
    static final int DEEPEST = 64;

    private References() {}

    /** Shows every reference, and says whether the value is no deeper than can be read again. */
    public static boolean visit(Value value, int depth, Consumer<Ref> visitor) {
        if (depth > DEEPEST) {
            return false;
        }
        if (value instanceof Ref ref) {
            visitor.accept(ref);
        } else if (value instanceof Fields fields) {
            for (int i = 0; i < fields.size(); i++) {
                if (!visit(fields.value(i), depth + 1, visitor)) {
                    return false;
                }
            }
        } else if (value instanceof ListValue items) {
            for (Value item : items.values()) {
                if (!visit(item, depth + 1, visitor)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Where in a value the first reference to a task is. */
    static Optional<FieldPath> pathTo(TaskKey producer, Value value, FieldPath here) {
        if (value instanceof Ref ref && ref.producer().equals(producer)) {
            return Optional.of(here);
        }
        Optional<FieldPath> found = Optional.empty();
        if (value instanceof Fields fields) {
            for (int i = 0; i < fields.size() && found.isEmpty(); i++) {
                found = pathTo(producer, fields.value(i), here.plus(fields.name(i)));
            }
        } else if (value instanceof ListValue items) {
            for (int i = 0; i < items.values().size() && found.isEmpty(); i++) {
                found = pathTo(producer, items.values().get(i), here.plus(Integer.toString(i)));
            }
        }
        return found;
    }
}
