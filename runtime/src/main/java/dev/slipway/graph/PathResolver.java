package dev.slipway.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The places around a script: each is one, however it is written and whatever links lead there. A link that stands at a
 * place itself is what is there, and not another place.
 */
final class PathResolver {
    private final Path root;
    private final Map<Path, Path> known = new HashMap<>();

    PathResolver(Path root) {
        this.root = root;
    }

    Path place(Path path) {
        Path written = root.resolve(path).normalize();
        Path parent = written.getParent();
        return parent == null ? written : real(parent).resolve(written.getFileName());
    }

    /** Whether no link was needed to get there but what leads to the script itself. */
    boolean isPlain(Path path) {
        Path written = root.resolve(path).normalize();
        Path place = place(path);
        return place.equals(written)
                || (written.startsWith(root) && place.equals(real(root).resolve(root.relativize(written))));
    }

    private Path real(Path directory) {
        return known.computeIfAbsent(directory, PathResolver::followed);
    }

    /** As far as it is there; the rest is yet to be made. */
    private static Path followed(Path directory) {
        for (Path there = directory; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(directory)).normalize();
            } catch (IOException e) {
                // then what is around it
            }
        }
        return directory;
    }
}
