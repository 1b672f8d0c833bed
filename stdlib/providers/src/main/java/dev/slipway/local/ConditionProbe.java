package dev.slipway.local;

import dev.slipway.dsl.ConditionValues;
import dev.slipway.dsl.Holds;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.evaluate.Origins;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.Origin;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Probe;
import dev.slipway.provide.Schema;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Checks what a script requires of values. The name of the task says what is required. */
public final class ConditionProbe implements Probe {
    private static final Fields HOLDS = Fields.of("holds", true);

    private final LambdaSource lambdas;

    public ConditionProbe(LambdaSource lambdas) {
        this.lambdas = lambdas;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                "code", Schema.Field.of(Schema.Type.TEXT).mandatory(), "values", Schema.Field.of(Schema.Type.FIELDS)));
    }

    @Override
    public CompletionStage<Fields> probe(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            var redaction = new Redaction();
            redaction.cover(inputs, ticket);
            if (!holds(inputs, ticket, redaction)) {
                throw new Failure.Rejected(
                        "the condition '" + ticket.key().name() + "' does not hold" + values(inputs),
                        "correct these values, or the condition");
            }
            return HOLDS;
        });
    }

    private boolean holds(Fields inputs, CallContext ticket, Redaction redaction) {
        if (!(lambdas.find(inputs.text("code")) instanceof Holds condition)) {
            throw new Failure.Rejected(
                    "the code of this condition is not in the script as it is now",
                    "plan again with the script as it is");
        }
        Fields values = inputs.get("values") instanceof Fields fields ? fields : Fields.NONE;
        ConditionValues known = name -> {
            if (values.get(name) == Missing.ABSENT) {
                throw new Failure.Rejected(
                        "the condition has no value '" + name + "'", "declare it: \"" + name + "\" to ...");
            }
            return redaction.text(values.get(name), ticket);
        };
        try {
            return condition.holds(known);
        } catch (Failure failure) {
            throw failure;
        } catch (RuntimeException | Error e) {
            Origin line = Origins.of(e);
            String where = line.equals(Origin.NONE) ? "" : " (" + line + ")";
            throw new Failure.Rejected(redaction.mask(e + where), "correct the code of the condition", e);
        }
    }

    private static String values(Fields inputs) {
        return inputs.get("values") instanceof Fields values && values.size() > 0 ? ": " + values : "";
    }
}
