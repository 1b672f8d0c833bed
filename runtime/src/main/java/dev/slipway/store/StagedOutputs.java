package dev.slipway.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Files on their way from a cache to where they belong: collected out of sight, then put in place by renaming. */
final class StagedOutputs implements Closeable {
    private static final FileAttribute<?>[] PLAIN = {};

    private final ConfinedDirectory ground;
    private final Path stage;
    private final Map<Path, OutputFile> staged = new LinkedHashMap<>();

    StagedOutputs(Path root) throws IOException {
        ground = ConfinedDirectory.of(root);
        stage = Files.createTempDirectory(ground.root(), ".slipway-");
    }

    /** Opens the place where a file waits for the others. */
    OutputStream receive(OutputFile file) throws IOException {
        Path place = stage.resolve(Integer.toString(staged.size()));
        staged.put(place, file);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Channels.newOutputStream(Files.newByteChannel(place, options, file.executable() ? executable() : PLAIN));
    }

    /** Puts all files in place. Looks at every place before it touches the first. */
    void place() throws IOException {
        for (OutputFile file : staged.values()) {
            if (Files.isDirectory(ground.at(file.path()), LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(file.path() + " is a directory");
            }
        }
        for (Map.Entry<Path, OutputFile> each : staged.entrySet()) {
            Files.move(each.getKey(), ground.ready(each.getValue().path()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        for (Path left : staged.keySet()) {
            Files.deleteIfExists(left);
        }
        Files.delete(stage);
    }

    /** The umask still has its say, as it has for any other file. */
    private FileAttribute<?>[] executable() {
        return stage.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"))
                }
                : PLAIN;
    }
}
