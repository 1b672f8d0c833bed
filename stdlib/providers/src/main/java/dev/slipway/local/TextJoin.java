package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Schema;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One text out of several parts. */
public final class TextJoin implements Compute {
    @Override
    public Schema shape() {
        return Schema.OPEN.generated(true);
    }

    @Override
    public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
        var text = new StringBuilder();
        if (inputs.get("parts") instanceof ListValue parts) {
            parts.values().forEach(part -> text.append(text(part, ticket)));
        }
        return CompletableFuture.completedFuture(Fields.of("text", text.toString()));
    }

    /** A value as it is written in a text; a secret as itself. */
    static String text(Value value, CallContext ticket) {
        return value instanceof Secret secret ? ticket.reveal(secret) : value.toString();
    }
}
