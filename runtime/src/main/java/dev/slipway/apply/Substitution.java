package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what has come about in the place of what was unknown when the plan was made. */
final class Substitution {
    private final Function<TaskKey, @Nullable Fields> outputs;

    Substitution(Function<TaskKey, @Nullable Fields> outputs) {
        this.outputs = outputs;
    }

    Fields fill(Fields inputs) {
        return inputs.isKnown() ? inputs : (Fields) fill((Value) inputs);
    }

    /** As far as it has come about; what has not stays unknown. */
    Value fillWhatIsKnown(Value value) {
        if (value instanceof Unknown unknown && outputs.apply(unknown.producer()) == null) {
            return unknown;
        }
        return value instanceof Unknown ? fill(value) : value.mapped(this::fillWhatIsKnown);
    }

    private Value fill(Value value) {
        if (!(value instanceof Unknown unknown)) {
            return value.mapped(this::fill);
        }
        Fields produced = outputs.apply(unknown.producer());
        Value filled = produced == null ? Missing.ABSENT : produced.at(unknown.field());
        if (filled == Missing.ABSENT) {
            throw new Failure.Rejected(
                    unknown.producer() + " has no output '" + unknown.field() + "'",
                    produced == null ? "" : "its outputs are " + String.join(", ", produced.names()));
        }
        return filled;
    }
}
