package dev.slipway.provide;

import dev.slipway.model.Fields;
import java.util.concurrent.CompletionStage;

/** The code for an {@link dev.slipway.model.Observe} kind: looks at the world and never changes it. */
@FunctionalInterface
public non-sealed interface Probe extends Provider {
    CompletionStage<Fields> probe(Fields inputs, Ticket ticket);
}
