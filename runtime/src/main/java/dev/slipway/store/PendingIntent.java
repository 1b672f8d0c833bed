package dev.slipway.store;

import dev.slipway.provide.Exclusive;
import dev.slipway.provide.InterruptedOperation;

/**
 * An intent that nothing has closed.
 *
 * @param remoteTask the handle that was journalled for it; empty when there was none
 */
public record PendingIntent(Entry.Intent intent, String remoteTask) {
    /** The question that the provider is asked about it. */
    public InterruptedOperation doubt(Exclusive writer) {
        return new InterruptedOperation(
                intent.next().subject(), intent.act(), remoteTask, intent.idempotencyKey(), writer);
    }
}
