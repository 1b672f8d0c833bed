package dev.slipway.provide;

import dev.slipway.model.Fields;
import java.util.concurrent.CompletionStage;

/**
 * The code for a {@link dev.slipway.model.Pure} kind. Equal inputs must give equal outputs: the result is kept by
 * content and may come from another machine. It must not look at anything that its inputs do not name.
 */
@FunctionalInterface
public non-sealed interface Compute extends Provider {
    CompletionStage<Fields> compute(Fields inputs, Ticket ticket);
}
