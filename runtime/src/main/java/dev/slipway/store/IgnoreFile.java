package dev.slipway.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps {@code .slipway}, the directory beside a script with its state, out of version control from the beginning. */
final class IgnoreFile {
    private static final String DIRECTORY = ".slipway";
    private static final byte[] ALL = "*\n".getBytes(StandardCharsets.US_ASCII);

    private IgnoreFile() {}

    /** The state directory on this path, if it is yet to be created. */
    static Optional<Path> missing(Path directory) {
        return Stream.iterate(directory.toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> path.endsWith(DIRECTORY) && Files.notExists(path))
                .findFirst();
    }

    /** An operator who does want the state in version control deletes the file, and it is not written again. */
    static void write(Path directory, Disk disk) throws IOException {
        try (Disk.Sink file = disk.create(directory.resolve(".gitignore"))) {
            file.write(ALL, 0, ALL.length);
        }
    }
}
