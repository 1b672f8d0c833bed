package dev.slipway.apply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes, several times on their way, with the signal that nobody can catch. */
@Timeout(60)
class KillTest {
    @TempDir
    Path root = Path.of("");

    @Test
    void aRunThatIsKilledAgainAndAgainConvergesAndCreatesNothingTwice() throws Exception {
        var random = new Random(7);
        int kills = 0;
        for (int i = 0; i < 4; i++) {
            int before = created().size();
            Process process = start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int more = 5 + random.nextInt(15);
            while (process.isAlive() && created().size() < before + more && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
            if (process.isAlive()) {
                process.destroyForcibly().waitFor();
                kills++;
            }
        }
        assertEquals(4, kills, "each of them was killed on its way");
        assertTrue(created().size() < KilledRun.SIZE);
        Process last = start();
        assertTrue(last.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, last.exitValue(), new String(last.getInputStream().readAllBytes(), UTF_8));
        List<String> created = created();
        assertEquals(KilledRun.SIZE, created.stream().distinct().count());
        assertEquals(KilledRun.SIZE, created.size(), "once each");
    }

    private List<String> created() throws IOException {
        Path log = root.resolve("creates.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private Process start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .start();
    }
}
