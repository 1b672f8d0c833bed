package dev.slipway.local;

import dev.slipway.store.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Digests remembered from the first time, one line for each address, in a file that belongs into version control. */
final class DownloadLock {
    private static final int DIGEST = 64;

    private final Path file;
    private final Disk disk;

    DownloadLock(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    synchronized Optional<String> pinned(String url) throws IOException {
        return lines().stream()
                .filter(line ->
                        line.length() > DIGEST && line.substring(DIGEST).strip().equals(url))
                .map(line -> line.substring(0, DIGEST))
                .findFirst();
    }

    /** The digest of an address, which from now on is the given one if there was none. */
    synchronized String pin(String url, String digest) throws IOException {
        Optional<String> known = pinned(url);
        if (known.isPresent()) {
            return known.get();
        }
        var lines = new ArrayList<>(lines());
        lines.add(digest + "  " + url);
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(
                draft,
                lines.stream()
                        .sorted(java.util.Comparator.comparing(line -> line.substring(DIGEST)))
                        .toList());
        disk.force(draft);
        disk.rename(draft, file);
        disk.force(Disk.directoryOf(file));
        return digest;
    }

    private List<String> lines() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.length() > DIGEST)
                        .toList()
                : List.of();
    }
}
