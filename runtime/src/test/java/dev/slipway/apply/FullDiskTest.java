package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import dev.slipway.store.Blobs;
import dev.slipway.store.Entry;
import dev.slipway.store.Journal;
import dev.slipway.store.LockOwner;
import dev.slipway.store.MemoryStore;
import dev.slipway.store.Snapshot;
import dev.slipway.store.StateStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that fails at one point: when something is added, when it is to last, or at the very end. */
@Timeout(30)
class FullDiskTest {
    private enum Point {
        APPEND,
        DURABLE,
        CLOSE
    }

    private final FakeWorld world = new FakeWorld();

    private Outcome up(Point point) {
        return new Rig(new Refusing(new MemoryStore(), point), world).up(graph(thing("a"), thing("b")));
    }

    @Test
    void isToldAsAProblemAndNothingIsDone() {
        Outcome outcome = up(Point.APPEND);
        assertEquals("the disk is full", outcome.problems().get(0).why());
        assertEquals("make room", outcome.problems().get(0).fix());
        assertEquals(0, world.size());
    }

    @Test
    void isNoDoubtAboutWhatWasNotBegun() {
        assertFalse(up(Point.DURABLE).isGood());
        assertEquals(0, world.size());
        assertEquals(0, world.count("recover"));
    }

    @Test
    void isNoReasonToKeepSilentAboutWhatWasDone() {
        Outcome outcome = up(Point.CLOSE);
        assertEquals(2, outcome.count(Outcome.Status.DONE));
        assertEquals("the disk is full", outcome.problems().get(0).what());
    }

    private record Refusing(StateStore store, Point point) implements StateStore {
        private static InvalidInputException full() {
            return new InvalidInputException("the disk is full", "", "make room");
        }

        @Override
        public Snapshot read() {
            return store.read();
        }

        @Override
        public Blobs blobs() {
            return store.blobs();
        }

        @Override
        public void close() {
            store.close();
        }

        @Override
        public Session lock(LockOwner owner, Consumer<? super Event> events) {
            Session session = store.lock(owner, events);
            return new Session() {
                @Override
                public Snapshot snapshot() {
                    return session.snapshot();
                }

                @Override
                public Journal journal() {
                    return new Journal() {
                        @Override
                        public long append(Entry entry) {
                            if (point == Point.APPEND) {
                                throw full();
                            }
                            return session.journal().append(entry);
                        }

                        @Override
                        public CompletionStage<Void> durable(long number) {
                            return point == Point.DURABLE
                                    ? CompletableFuture.failedFuture(full())
                                    : session.journal().durable(number);
                        }
                    };
                }

                @Override
                public void close() {
                    session.close();
                    if (point == Point.CLOSE) {
                        throw full();
                    }
                }
            };
        }
    }
}
