package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class FileJournalTest {
    private static final Generation FIRST = new Generation(Storyline.HOME.resolve("state"), 1);

    private final CrashingDisk disk = new CrashingDisk();

    private StateStore.Session lock() {
        return new LocalStore(Storyline.HOME, disk).lock(Sample.OWNER, event -> {});
    }

    private Snapshot read() {
        return new LocalStore(Storyline.HOME, disk).read();
    }

    private static void durable(StateStore.Session session, long sequence) {
        session.journal().durable(sequence).toCompletableFuture().join();
    }

    @Test
    void nobodyAsksNothingIsSynced() {
        try (var session = lock()) {
            long forces = disk.counts().forces();
            Sample.story().subList(0, 5).forEach(session.journal()::append);
            assertEquals(forces, disk.counts().forces());
            assertEquals(0, read().sequence());
        }
        assertEquals(5, read().sequence());
    }

    @Test
    void muchIsWrittenEvenIfNobodyAsks() throws InterruptedException {
        try (var session = lock()) {
            long forces = disk.counts().forces();
            for (int i = 0; i < 1000; i++) {
                session.journal().append(Sample.handle(i));
            }
            for (int wait = 0; wait < 1000 && read().sequence() == 0; wait++) {
                Thread.sleep(1);
            }
            assertTrue(read().sequence() > 100);
            assertEquals(forces, disk.counts().forces());
        }
    }

    @Test
    void manyShareASync() {
        try (var session = lock()) {
            var stages = new ArrayList<CompletableFuture<Void>>();
            long before = disk.counts().forces();
            for (int i = 0; i < 2000; i++) {
                long sequence = session.journal().append(Sample.handle(i));
                stages.add(session.journal().durable(sequence).toCompletableFuture());
            }
            stages.forEach(CompletableFuture::join);
            assertTrue(disk.counts().forces() - before < 1000, () -> "forces: " + disk.counts());
            assertEquals(2000, read().sequence());
        }
    }

    @Test
    void whoeverFollowsMayAppend() {
        try (var session = lock()) {
            var journal = session.journal();
            journal.durable(journal.append(Sample.intent(1)))
                    .thenCompose(done -> journal.durable(journal.append(Sample.handle(1))))
                    .toCompletableFuture()
                    .join();
            assertEquals(2, read().sequence());
        }
    }

    @Test
    void manyThreadsKeepOneOrder() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        try (var session = lock()) {
            for (int t = 0; t < 4; t++) {
                int from = t * 100;
                var thread = new Thread(() -> {
                    for (int i = from; i < from + 100; i++) {
                        durable(session, session.journal().append(Sample.intent(i)));
                        session.journal().append(Sample.done(i));
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals(800, read().sequence());
        assertEquals(400, read().records().size());
        assertTrue(read().doubts().isEmpty());
    }

    @Test
    void aFullDiskEndsItAndKeepsWhatWasDurable() throws IOException {
        lock().close();
        byte[] good = disk.read(FIRST.journal());
        for (int room = 0; fails(room); room++) {
            var events = new ArrayList<Event>();
            new LocalStore(Storyline.HOME, disk.freed())
                    .lock(Sample.OWNER, events::add)
                    .close();
            assertEquals(List.of(), events, "half a frame was left with room for " + room);
            assertTrue(read().sequence() >= 1 && read().sequence() <= 3);
            disk.put(FIRST.journal(), good);
        }
        assertEquals(3, read().sequence());
    }

    private boolean fails(int room) {
        try (var session = lock()) {
            durable(session, session.journal().append(Sample.intent(1)));
            disk.fullAfter(room);
            session.journal().append(Sample.handle(1));
            long last = session.journal().append(Sample.done(1));
            try {
                durable(session, last);
                return false;
            } catch (CompletionException e) {
                assertTrue(String.valueOf(e.getCause()).contains("is full"), String.valueOf(e.getCause()));
            }
            durable(session, 1);
            assertThrows(InvalidInputException.class, () -> session.journal().append(Sample.handle(2)));
            assertThrows(CompletionException.class, () -> durable(session, last));
            return true;
        }
    }

    @Test
    void aLossThatNobodyHeardOfIsToldAtTheEnd() {
        var session = lock();
        session.journal().append(Sample.intent(1));
        disk.fullAfter(0);
        assertThrows(InvalidInputException.class, session::close);
        disk.freed();
        lock().close();
    }

    @Test
    void aLargeValueIsDurableBeforeWhatRefersToIt() {
        try (var session = lock()) {
            var large = Sample.story().get(Sample.story().size() - 1);
            durable(session, session.journal().append(large));
            for (Crash crash : List.of(Crash.POWER_CUT, Crash.KILL)) {
                var found = new LocalStore(Storyline.HOME, disk.after(crash)).read();
                assertEquals(Snapshot.empty("").plus(List.of(large)).records(), found.records());
            }
        }
    }
}
