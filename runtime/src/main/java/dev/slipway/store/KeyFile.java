package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The key under which secrets rest, 32 random bytes in a file for its owner alone. It is the one thing to back up. */
public final class KeyFile {
    static final int SIZE = 32;

    private final Path file;

    /** The key in a directory, mostly the user's configuration directory: never beside the state that it seals. */
    public KeyFile(Path directory) {
        this.file = directory.resolve("slipway.key");
    }

    Path path() {
        return file;
    }

    /** The key, which is made on first need. */
    byte[] make() {
        Optional<byte[]> key = find();
        return key.isPresent() ? key.get() : created();
    }

    /** The key, if it was ever made. */
    Optional<byte[]> find() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            OwnerOnlyFiles.check(
                    file,
                    "the key file " + file,
                    "anyone who reads it can decrypt every sealed secret",
                    "change the secrets if others had access");
            byte[] key = Files.readAllBytes(file);
            if (key.length != SIZE) {
                throw new InvalidInputException(
                        "the key file " + file + " is damaged",
                        "it has " + key.length + " bytes instead of " + SIZE,
                        "restore it from your backup; without it, sealed secrets cannot be read");
            }
            return Optional.of(key);
        } catch (IOException e) {
            throw IoErrors.refused("the key file cannot be read", file, e);
        }
    }

    /** Two processes may both need the first key: one of them makes it, and the other takes that. */
    private byte[] created() {
        var key = new byte[SIZE];
        new SecureRandom().nextBytes(key);
        var disk = new SystemDisk();
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            disk.makeDirectory(Disk.directoryOf(file));
            try (Disk.Sink sink = disk.create(fresh)) {
                sink.write(key, 0, SIZE);
                sink.force();
            }
            try {
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
                return find().orElseThrow(() -> new IllegalStateException(file + " comes and goes", e));
            } catch (UnsupportedOperationException e) {
                Files.copy(fresh, file);
            } finally {
                disk.delete(fresh);
            }
            disk.force(Disk.directoryOf(file));
            return key;
        } catch (IOException e) {
            throw IoErrors.refused("the key file cannot be made", file, e);
        }
    }
}
