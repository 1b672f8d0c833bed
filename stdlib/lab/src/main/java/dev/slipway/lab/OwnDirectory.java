package dev.slipway.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory of a lab is for its owner alone: the keys, tokens and disks of everything in it lie there, and none of it in version control. */
final class OwnDirectory {
    private OwnDirectory() {}

    /** Makes it, with its parents where they are missing; one that is open to others is closed. */
    static void make(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null && Files.notExists(parent)) {
            Files.createDirectories(parent);
            if (parent.endsWith(".slipway")) {
                ignore(parent);
            }
        }
        var own = PosixFilePermissions.fromString("rwx------");
        var view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (view == null) {
            Files.createDirectories(directory);
        } else if (Files.isDirectory(directory)) {
            view.setPermissions(own);
        } else {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(own));
        }
        ignore(directory);
    }

    private static void ignore(Path directory) throws IOException {
        Path ignored = directory.resolve(".gitignore");
        if (Files.notExists(ignored)) {
            Files.writeString(ignored, "*\n");
        }
    }
}
