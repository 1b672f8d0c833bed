package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes on one state. */
final class LockTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private LocalStore store() {
        return new LocalStore(directory);
    }

    private Process writer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** The process that tries to be the second writer. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            try (var session = new LocalStore(Path.of(args[0]))
                    .lock(LockOwner.here("slipway up", Clock.systemUTC()), event -> {})) {
                var journal = session.journal();
                journal.durable(journal.append(Sample.intent(1)))
                        .toCompletableFuture()
                        .join();
                System.out.println("writing");
                int ignored = System.in.read();
            } catch (InvalidInputException e) {
                System.out.println(String.valueOf(e.getMessage()).replace('\n', ' '));
            }
        }
    }

    @Test
    void theLockOfAnotherProcessIsRespectedAndEndsWithIt() throws IOException, InterruptedException {
        Process child = writer();
        try (BufferedReader said = child.inputReader()) {
            assertEquals("writing", said.readLine());
            var refused = assertThrows(InvalidInputException.class, () -> store().lock(Sample.OWNER, event -> {}));
            for (String part : List.of("process " + child.pid(), "slipway up", "kill " + child.pid())) {
                assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
            }
            assertEquals(1, store().read().doubts().size());
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (var session = store().lock(Sample.OWNER, event -> {})) {
            assertEquals(1, session.snapshot().doubts().size());
        }
    }

    /** Closing any descriptor of a lock file drops the lock on POSIX; asking twice must not. */
    @Test
    void ourLockOutlivesThatWeAskAgain() throws IOException, InterruptedException {
        try (var session = store().lock(Sample.OWNER, event -> {})) {
            assertThrows(InvalidInputException.class, () -> store().lock(Sample.OWNER, event -> {}));
            assertEquals(0, session.snapshot().sequence());
            Process child = writer();
            try (BufferedReader said = child.inputReader()) {
                String answer = String.valueOf(said.readLine());
                assertTrue(answer.contains("is in use by anna on trinity"), answer);
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
    }
}
