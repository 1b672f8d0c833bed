package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** Files that hold keys, and directories of what was made with them, are for their owner alone. */
public final class OwnerOnlyFiles {
    private OwnerOnlyFiles() {}

    /** Makes a directory, with its parents where they are missing, that nobody else can enter. */
    public static void makeDirectory(Path directory) throws IOException {
        new SystemDisk().makeDirectory(directory);
    }

    /**
     * Refuses a file that others may read or write.
     *
     * @param name of the file in words, such as {@code the key file /x}
     * @param danger what others could do with it
     * @param remedy what to do besides closing it
     */
    public static void check(Path file, String name, String danger, String remedy) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        var permissions = Files.getPosixFilePermissions(file);
        var others = EnumSet.allOf(PosixFilePermission.class);
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        others.retainAll(permissions);
        if (!others.isEmpty()) {
            throw new InvalidInputException(
                    name + " is open to others",
                    "its permissions are " + PosixFilePermissions.toString(permissions) + ", and " + danger,
                    "run 'chmod 600 " + file + "', and " + remedy);
        }
    }
}
