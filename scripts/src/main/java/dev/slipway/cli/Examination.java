package dev.slipway.cli;

import dev.slipway.project.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One look at this machine, told line by line. */
final class Examination {
    private static final long LITTLE = 256L << 20;

    private final Console console;
    private boolean healthy = true;

    Examination(Console console) {
        this.console = console;
    }

    /** Looks at everything, and says whether it is well. */
    boolean all() {
        Places places = Places.of(console.environment());
        Runtime runtime = Runtime.getRuntime();
        tell(true, "Java " + Runtime.version() + " in " + System.getProperty("java.home"));
        String archive = System.getProperty("slipway.archive", "");
        tell(true, archive.isEmpty() ? "starts without an archive of classes" : "starts from " + archive);
        long memory = runtime.maxMemory();
        tell(
                memory >= LITTLE,
                "up to " + (memory >> 20) + " MiB of memory, " + runtime.availableProcessors() + " processors");
        tell(writable(places.cache()), "cache in " + places.cache());
        tell(writable(places.config()), "key of sealed secrets in " + places.config());
        tell(writable(Path.of("").toAbsolutePath()), "state of scripts here, beside them in .slipway");
        tell(Files.isDirectory(compilerJars()), "the Kotlin compiler in " + compilerJars());
        return healthy;
    }

    private static Path compilerJars() {
        return Path.of(System.getProperty("slipway.home", "")).resolve("compiler");
    }

    private void tell(boolean good, String what) {
        healthy &= good;
        console.say((good ? "ok    " : "wrong ") + what);
    }

    /** Whether it can be written, or could be made. */
    private static boolean writable(Path directory) {
        Path at = directory;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        try {
            return at != null && Files.isWritable(at.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
