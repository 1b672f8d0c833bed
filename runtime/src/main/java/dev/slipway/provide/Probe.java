package dev.slipway.provide;

import dev.slipway.model.Fields;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The code for an {@link dev.slipway.model.Observe} kind: looks at the world and never changes it. */
@FunctionalInterface
public non-sealed interface Probe extends Provider {
    CompletionStage<Fields> probe(Fields inputs, CallContext ticket);

    /**
     * Reads once while a plan is made, before the operator agrees to wait. A probe that waits overrides it and gives
     * nothing when it is not there yet; then the plan says that it will be waited for.
     */
    default CompletionStage<Optional<Fields>> glance(Fields inputs, CallContext ticket) {
        return probe(inputs, ticket).thenApply(Optional::of);
    }
}
