package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads while another writes sees a beginning, and never an earlier one than before. */
final class ReadersTest {
    @Test
    void aJournalThatIsGoneWhenItIsLookedAtIsNoLoss(@TempDir Path directory) {
        Snapshot written = StateStoreContract.write(new LocalStore(directory), Sample.step(1));
        var disk = new SystemDisk();
        var stale = new AtomicBoolean(true);
        var late = (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (proxy, method, given) -> {
                    if (method.getName().equals("list") && stale.getAndSet(false)) {
                        return List.of("000008.snapshot", "000009.journal");
                    }
                    try {
                        return method.invoke(disk, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Storyline.same(written, new LocalStore(directory, late).read(), "listed late");
    }

    private static final int RUNS = 40;
    private static final int STEPS = 20;

    @Test
    void seeABeginning(@TempDir Path directory) throws InterruptedException {
        var over = new AtomicBoolean();
        var wrong = new AtomicReference<Optional<Throwable>>(Optional.empty());
        StateStoreContract.write(new LocalStore(directory), Sample.step(1));
        var reader = new Thread(() -> {
            try {
                long last = 0;
                while (!over.get()) {
                    Snapshot found = new LocalStore(directory).read();
                    assertTrue(found.sequence() >= last, "back from " + last + " to " + found.sequence());
                    assertEquals(
                            found.sequence() % 3 == 0 ? 0 : 1, found.doubts().size());
                    last = found.sequence();
                }
            } catch (Throwable e) {
                wrong.set(Optional.of(e));
            }
        });
        reader.start();
        for (int run = 0; run < RUNS; run++) {
            try (var session = new LocalStore(directory, new SystemDisk(), 0).lock(Sample.OWNER, event -> {})) {
                for (int i = 0; i < STEPS; i++) {
                    for (Entry entry : Sample.step(1)) {
                        session.journal().durable(session.journal().append(entry));
                    }
                }
            }
        }
        over.set(true);
        reader.join();
        assertEquals(Optional.empty(), wrong.get());
        assertEquals(3 + 3L * STEPS * RUNS, new LocalStore(directory).read().sequence());
    }
}
