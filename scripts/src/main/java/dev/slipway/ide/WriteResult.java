package dev.slipway.ide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** A file that was to be written, and what came of it. */
public record WriteResult(Path file, Outcome outcome) {
    /** What came of it. */
    public enum Outcome {
        /** It is new, or replaces an older one of ours. */
        WROTE,

        /** It was there already, just so. */
        SAME,

        /** Somebody else's is there, and stays. */
        KEPT
    }

    /** Writes a file that is ours alone; whoever reads it meanwhile sees the old one or the new one. */
    static WriteResult ours(Path file, byte[] content) throws IOException {
        if (isSame(file, content)) {
            return new WriteResult(file, Outcome.SAME);
        }
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        // Not a temporary file: those are their owner's alone, and this one is for whoever may read what is beside it.
        Path fresh = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return new WriteResult(file, Outcome.WROTE);
    }

    /** Writes a file unless there is one. */
    static WriteResult begun(Path file, byte[] content) throws IOException {
        boolean taken = Files.exists(file) && !isSame(file, content);
        return taken ? new WriteResult(file, Outcome.KEPT) : ours(file, content);
    }

    private static boolean isSame(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }
}
