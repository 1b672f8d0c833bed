package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many who make the same directory at the same moment all find it made. */
@Timeout(60)
class ConfinedDirectoryTest {
    private static final int CROWD = 4;

    @TempDir
    Path temp;

    @Test
    void aDirectoryThatAnotherMakesMeanwhileIsAsGoodAsOurs() throws Exception {
        ConfinedDirectory ground = ConfinedDirectory.of(temp);
        var pool = Executors.newFixedThreadPool(CROWD);
        var together = new CyclicBarrier(CROWD);
        try {
            for (int round = 0; round < 2000; round++) {
                String path = "r" + round + "/a/b/file";
                var work = new ArrayList<Callable<Boolean>>();
                for (int i = 0; i < CROWD; i++) {
                    work.add(() -> {
                        together.await();
                        ground.ready(path);
                        return Files.isDirectory(ground.at(path.replace("/file", "")));
                    });
                }
                for (var made : pool.invokeAll(work)) {
                    assertTrue(made.get());
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
