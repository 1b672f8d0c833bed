package dev.slipway.lab.table;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where published schemas lie: in a directory {@code shared/data} beside the house, or beside one of those around it. */
public final class Shared {
    private Shared() {}

    public static Path data(String name) {
        String declared = System.getenv().getOrDefault("SLIPWAY_SHARED_DATA", "");
        if (!declared.isEmpty()) {
            return Path.of(declared, name);
        }
        Path relative = Path.of("shared", "data", name);
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(relative))) {
                return at.resolve(relative);
            }
        }
        return relative;
    }
}
