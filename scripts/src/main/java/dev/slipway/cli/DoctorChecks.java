package dev.slipway.cli;

import dev.slipway.project.UserDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One look at this machine, told line by line. */
final class DoctorChecks {
    private static final long LITTLE = 256L << 20;

    private final Console console;
    private boolean healthy = true;

    DoctorChecks(Console console) {
        this.console = console;
    }

    /** Looks at everything, and says whether it is well. */
    boolean all() {
        UserDirectories places = UserDirectories.of(console.environment());
        Runtime runtime = Runtime.getRuntime();
        good("Java " + Runtime.version() + " in " + System.getProperty("java.home"));
        String archive = System.getProperty("slipway.archive", "");
        good(archive.isEmpty() ? "starts without an archive of classes" : "starts from " + archive);
        long memory = runtime.maxMemory();
        tell(
                memory >= LITTLE,
                "up to " + (memory >> 20) + " MiB of memory, " + runtime.availableProcessors() + " processors",
                "give it more: SLIPWAY_JAVA_FLAGS=-Xmx1g");
        place(places.cache(), "cache in " + places.cache(), "SLIPWAY_CACHE");
        place(places.config(), "key of sealed secrets in " + places.config(), "SLIPWAY_CONFIG");
        Path here = Path.of("").toAbsolutePath();
        tell(writable(here), "state of scripts here, beside them in .slipway", "make " + here + " writable");
        tell(Files.isDirectory(compilerJars()), "the Kotlin compiler in " + compilerJars(), "install Slipway again");
        return healthy;
    }

    private static Path compilerJars() {
        return Path.of(System.getProperty("slipway.home", "")).resolve("compiler");
    }

    private void place(Path directory, String what, String variable) {
        tell(writable(directory), what, "make it writable, or name another place in " + variable);
    }

    private void good(String what) {
        tell(true, what, "");
    }

    private void tell(boolean good, String what, String fix) {
        healthy &= good;
        console.say((good ? "ok    " : "wrong ") + what + (good ? "" : ": " + fix));
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
