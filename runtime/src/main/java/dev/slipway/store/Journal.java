package dev.slipway.store;

import java.util.concurrent.CompletionStage;

/**
 * The memory of a run: facts are appended, never changed.
 *
 * <p>The protocol that makes Slipway safe to kill at any byte:
 *
 * <ol>
 *   <li>an {@link Entry.Intent} is appended and {@link #durable durable} before the world is touched;
 *   <li>if the world answers with the name of a remote task, an {@link Entry.Handle} is appended and durable before its
 *       end is awaited;
 *   <li>an {@link Entry.Done}, {@link Entry.Failed} or {@link Entry.Forgot} closes the intent. It need not be durable at
 *       once: if it is lost, the intent is open, and the next run settles it by looking at the world.
 * </ol>
 *
 * <p>Appending costs the same however much is remembered: nothing is rewritten. Many appends become durable together, so
 * a wide run pays for few flushes.
 */
public interface Journal {
    /** Adds a fact and says how many there are now. The order of appends is the order of replay. */
    long append(Entry entry);

    /** Completes when everything up to and including this sequence number will survive a power cut. */
    CompletionStage<Void> durable(long sequence);
}
