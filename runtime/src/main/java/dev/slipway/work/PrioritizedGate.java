package dev.slipway.work;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A {@link Gate} for one who is so urgent: of all that wait there, the most urgent is let through first. */
public record PrioritizedGate(Gate gate, long urgency) {
    public <T> CompletionStage<T> through(Supplier<? extends CompletionStage<T>> call) {
        return gate.through(1, urgency, call);
    }
}
