package dev.slipway.store;

import dev.slipway.model.Event;
import dev.slipway.provide.Exclusive;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the state of one cluster lives. Anyone may read at any time; one at a time may write.
 *
 * <p>What every backend keeps, and {@code StateStoreContract} tests:
 *
 * <ul>
 *   <li>what was durable is there after a crash, in order, and what was torn is not half there;
 *   <li>a second writer is refused and told who holds the lock, since when and where;
 *   <li>damage is reported or repaired and never answered with another state;
 *   <li>a newer format is refused with advice.
 * </ul>
 */
public interface StateStore extends Closeable {
    /** What is remembered now. Takes no lock and changes nothing. */
    Snapshot read();

    /** Becomes the one writer, or throws {@link dev.slipway.model.InvalidInputException} that names the owner. */
    Session lock(LockOwner owner, Consumer<? super Event> events);

    /** Who is writing now, as far as that can be told; asks for no lock. */
    default Optional<Writer> writer() {
        return Optional.empty();
    }

    Blobs blobs();

    @Override
    void close();

    /** The right to write, until closed. */
    interface Session extends Closeable, Exclusive {
        /** What was remembered when the lock was taken. */
        Snapshot snapshot();

        Journal journal();

        /** Lets others see how far the run is. */
        default void progress(int done, int total) {}

        @Override
        void close();
    }
}
