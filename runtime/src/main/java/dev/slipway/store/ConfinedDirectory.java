package dev.slipway.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A directory that is not to be left. Ways into it pass through directories only: a symbolic link could lead anywhere,
 * so one on the way is an error even when it leads back inside.
 */
record ConfinedDirectory(Path root) {
    /** The root itself is the operator's choice and may well be a link. */
    static ConfinedDirectory of(Path root) throws IOException {
        return new ConfinedDirectory(root.toRealPath());
    }

    Path at(String path) throws IOException {
        return walk(path, false);
    }

    /** The same, with its parents made. */
    Path ready(String path) throws IOException {
        return walk(path, true);
    }

    /** A file that is one: no directory, no link, and no pipe that would never end. */
    Path file(String path) throws IOException {
        Path place = at(path);
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileNotFoundException(path + " is no file");
        }
        return place;
    }

    private Path walk(String path, boolean make) throws IOException {
        Path place = root;
        String[] steps = path.split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            Path next = place.resolve(steps[i]);
            if (!place.equals(next.getParent())) {
                throw new IOException(path + " leads out of " + root);
            }
            place = next;
            if (i < steps.length - 1 && !isDirectory(place)) {
                if (make) {
                    makeDirectory(place);
                } else if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isDirectory(place)) {
                    throw new IOException(place + " is not a directory");
                }
            }
        }
        return place;
    }

    private static void makeDirectory(Path place) throws IOException {
        try {
            Files.createDirectory(place);
        } catch (FileAlreadyExistsException e) {
            // another process may have been faster, with a directory and nothing else
            if (!isDirectory(place)) {
                throw new IOException(place + " is not a directory", e);
            }
        }
    }

    private static boolean isDirectory(Path place) {
        return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
    }
}
