package dev.slipway.store;

import dev.slipway.provide.Doubt;
import dev.slipway.provide.Exclusive;

/**
 * An intent that nothing has closed.
 *
 * @param remoteTask the handle that was journalled for it; empty when there was none
 */
public record Open(Entry.Intent intent, String remoteTask) {
    /** The question that the provider is asked about it. */
    public Doubt doubt(Exclusive writer) {
        return new Doubt(intent.next().subject(), intent.act(), remoteTask, intent.idempotencyKey(), writer);
    }
}
