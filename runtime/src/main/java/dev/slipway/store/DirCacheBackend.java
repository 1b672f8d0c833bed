package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Results in {@code ac/ab/abcd…}, blobs in {@code cas/ab/abcd…}. The time of a file says when it was last used, since
 * most file systems are told not to note that themselves.
 */
final class DirCacheBackend implements CacheBackend {
    static final String RESULTS = "ac";
    static final String BLOBS = "cas";
    static final String UNFINISHED = ".tmp-";

    private final Path root;

    DirCacheBackend(Path root) {
        this.root = root;
    }

    @Override
    public Optional<byte[]> result(Fingerprint action) throws IOException {
        try (InputStream in = open(RESULTS, action)) {
            byte[] bytes = in.readNBytes(ActionResult.LARGEST + 1);
            return bytes.length > ActionResult.LARGEST ? Optional.empty() : Optional.of(bytes);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean fetch(Digest blob, OutputStream to) throws IOException {
        try (InputStream in = open(BLOBS, blob.hash())) {
            in.transferTo(to);
            return true;
        } catch (NoSuchFileException | FileNotFoundException e) {
            return false;
        } catch (Unsound e) {
            spoiled(blob);
            throw e;
        }
    }

    /** A damaged blob goes away, so that the next one to keep it does not take it for a good one. */
    @Override
    public void spoiled(Digest blob) {
        try {
            Files.deleteIfExists(ConfinedDirectory.of(root).file(name(BLOBS, blob.hash())));
        } catch (IOException e) {
            // then it stays, and stays a miss
        }
    }

    @Override
    public void keep(Digest blob, Source bytes) throws IOException {
        Path place = ready(BLOBS, blob.hash());
        if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && Files.size(place) == blob.size()) {
            touch(place);
        } else {
            write(place, blob, bytes);
        }
    }

    @Override
    public void keep(Fingerprint action, byte[] result) throws IOException {
        write(
                ready(RESULTS, action),
                new Digest(Hasher.of(result), result.length),
                () -> new ByteArrayInputStream(result));
    }

    @Override
    public long largest() {
        return Long.MAX_VALUE;
    }

    private static String name(String kind, Fingerprint name) {
        String hex = name.toString();
        return kind + "/" + hex.substring(0, 2) + "/" + hex;
    }

    private InputStream open(String kind, Fingerprint name) throws IOException {
        Path place = ConfinedDirectory.of(root).file(name(kind, name));
        InputStream in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS);
        touch(place);
        return in;
    }

    private Path ready(String kind, Fingerprint name) throws IOException {
        OwnerOnlyFiles.makeDirectory(root);
        return ConfinedDirectory.of(root).ready(name(kind, name));
    }

    private static void touch(Path place) {
        try {
            Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // a cache that may only be read is still one
        }
    }

    /** The file is written under another name, and gets its own when it is known to be what it should be. */
    private static void write(Path place, Digest expected, Source bytes) throws IOException {
        Path unfinished = place.resolveSibling(UNFINISHED + UUID.randomUUID());
        try {
            try (InputStream in = bytes.open();
                    var to = new HashingInput(
                            Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            expected.size())) {
                in.transferTo(to);
                if (!to.digest().equals(expected)) {
                    throw new IOException("the file has changed while it was kept");
                }
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
