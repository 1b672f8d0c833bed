package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Event;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import dev.slipway.provide.Exclusive;
import dev.slipway.provide.InterruptedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every state store keeps to. */
interface StateStoreContract {
    /** The store of one and the same state; called anew wherever a new process would open it. */
    StateStore store();

    /** Appends and closes. */
    static Snapshot write(StateStore store, List<? extends Entry> entries) {
        try (var session = store.lock(Sample.OWNER, event -> {})) {
            entries.forEach(session.journal()::append);
            return session.snapshot().plus(entries);
        }
    }

    static void same(Snapshot expected, Snapshot found) {
        assertEquals(expected.sequence(), found.sequence());
        assertEquals(expected.records(), found.records());
        assertEquals(expected.outputs(), found.outputs());
        assertEquals(expected.doubts(), found.doubts());
    }

    @Test
    default void remembersNothingAtFirst() {
        var found = store().read();
        assertEquals(0, found.sequence());
        assertTrue(found.records().isEmpty());
        assertTrue(found.doubts().isEmpty());
    }

    @Test
    default void remembersEverythingInOrder() {
        var expected = write(store(), Sample.story());
        same(expected, store().read());
        assertEquals(Sample.story().size(), expected.sequence());
    }

    @Test
    default void goesOnWhereItEnded() {
        write(store(), Sample.story());
        var expected = write(store(), Sample.step(1));
        same(expected, store().read());
        assertEquals(Sample.story().size() + 3, expected.sequence());
        assertFalse(expected.doubts().containsKey(Sample.key(1)));
    }

    @Test
    default void sessionSeesWhatWasThere() {
        var expected = write(store(), Sample.story());
        try (var session = store().lock(Sample.OWNER, event -> {})) {
            same(expected, session.snapshot());
        }
    }

    @Test
    default void keepsItsLineage() {
        write(store(), Sample.step(1));
        String born = store().read().lineage();
        write(store(), Sample.step(2));
        assertFalse(born.isEmpty());
        assertEquals(born, store().read().lineage());
    }

    @Test
    default void anOpenIntentIsADoubt() {
        write(store(), List.of(Sample.intent(1), Sample.handle(1)));
        InterruptedOperation doubt = Optional.ofNullable(store().read().doubts().get(Sample.key(1)))
                .orElseThrow()
                .doubt(new Exclusive() {});
        assertEquals(Sample.handle(1).remoteTask(), doubt.handle());
        assertEquals(Sample.intent(1).idempotencyKey(), doubt.idempotencyKey());
        assertEquals(Sample.inputs(1), doubt.subject().inputs());
    }

    @Test
    default void appendNumbersEntries() {
        try (var session = store().lock(Sample.OWNER, event -> {})) {
            assertEquals(1, session.journal().append(Sample.intent(1)));
            assertEquals(2, session.journal().append(Sample.handle(1)));
        }
    }

    @Test
    default void durableCompletes() {
        try (var session = store().lock(Sample.OWNER, event -> {})) {
            long sequence = session.journal().append(Sample.intent(1));
            session.journal().durable(sequence).toCompletableFuture().join();
            session.journal().durable(sequence).toCompletableFuture().join();
            assertEquals(1, store().read().doubts().size());
        }
    }

    @Test
    default void oneWriterAtATime() {
        var store = store();
        try (var session = store.lock(Sample.OWNER, event -> {})) {
            for (StateStore other : List.of(store, store())) {
                var asking = new LockOwner("bert", "neo", 1, "slipway down", Sample.OWNER.sinceMillis() + 3 * 60_000);
                var refused = assertThrows(InvalidInputException.class, () -> other.lock(asking, event -> {}));
                String message = String.valueOf(refused.getMessage());
                for (String part : List.of("anna", "trinity", "4711", "slipway up", "3 minutes ago", "kill 4711")) {
                    assertTrue(message.contains(part), message);
                }
            }
            session.journal().append(Sample.intent(1));
        }
        write(store(), Sample.step(1));
    }

    @Test
    default void largeFieldsComeBack() {
        var large = Fields.of("manifest", "apiVersion: v1\n".repeat(10_000));
        var expected = write(store(), List.of(Sample.done(1, LazyFields.of(large), LazyFields.of(large))));
        same(expected, store().read());
    }

    @Test
    default void recordsThatWereReadCanBeWrittenAgain() {
        write(store(), Sample.story());
        var again = new ArrayList<Entry>();
        store().read().records().values().forEach(record -> again.add(new Entry.Done(record)));
        same(write(store(), again), store().read());
    }

    @Test
    default void blobsComeBackByName() {
        var blobs = store().blobs();
        Fingerprint name = blobs.put(new byte[] {1, 2, 3});
        assertEquals(name, blobs.put(new byte[] {1, 2, 3}));
        assertEquals(0, blobs.get(blobs.put(new byte[0])).orElseThrow().length);
        assertEquals(3, blobs.get(name).orElseThrow().length);
        assertTrue(blobs.get(Fingerprint.ZERO).isEmpty());
    }

    @Test
    default void nothingIsRepairedInAGoodStore() {
        write(store(), Sample.story());
        var events = new ArrayList<Event>();
        store().lock(Sample.OWNER, events::add).close();
        assertEquals(List.of(), events);
    }
}
