package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/** Words for what a file system refuses. */
final class IoErrors {
    private IoErrors() {}

    static InvalidInputException refused(String what, Path file, IOException cause) {
        var refused = new InvalidInputException(List.of(problem(what, file, cause)));
        refused.initCause(cause);
        return refused;
    }

    static Problem problem(String what, Path file, IOException cause) {
        String reason = reason(cause);
        if (cause instanceof AccessDeniedException) {
            return new Problem(
                    what,
                    Origin.NONE,
                    "there is no permission for " + named(file, cause),
                    "run as the user that owns it, or give yourself access with chown or chmod");
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException || isFile(reason)) {
            return new Problem(
                    what,
                    Origin.NONE,
                    inTheWay(Path.of(named(file, cause))) + " is no directory, and one is needed there",
                    "move that file out of the way and run again");
        }
        if (cause instanceof NoSuchFileException) {
            return new Problem(
                    what,
                    Origin.NONE,
                    named(file, cause) + " is gone",
                    "restore it from a backup if it was deleted by mistake, then run again");
        }
        if (reason.contains("No space left") || reason.contains("quota")) {
            return new Problem(
                    what,
                    Origin.NONE,
                    "the disk that holds " + file + " is full",
                    "free some space and run again; what was recorded is kept, and what was under way is looked up first");
        }
        return new Problem(
                what,
                Origin.NONE,
                named(file, cause) + ": " + reason,
                "check the disk and the directory, then run again; what was recorded is kept");
    }

    /** Who makes a directory below a file is told of the directory. */
    private static Path inTheWay(Path missing) {
        for (Path at = missing; at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                return at;
            }
        }
        return missing;
    }

    private static boolean isFile(String reason) {
        return reason.contains("Not a directory");
    }

    private static String named(Path file, IOException cause) {
        return cause instanceof FileSystemException system && system.getFile() != null
                ? system.getFile()
                : file.toString();
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
