package dev.slipway.vault;

import dev.slipway.model.InvalidInputException;
import dev.slipway.store.Disk;
import dev.slipway.store.SystemDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The file of a vault: read as a whole, replaced as a whole, by one writer at a time.
 *
 * @param patience how long to wait for another writer
 */
record VaultFile(Path path, IdentityFile identities, Duration patience) {
    private static final Disk DISK = new SystemDisk();
    private static final long PAUSE = 50_000_000;

    void change(UnaryOperator<Content> change) {
        locked(() -> {
            write(change.apply(read()));
            return "";
        });
    }

    Content read() {
        try {
            return Content.parse(AgeText.open(Files.readAllBytes(path), identities, path));
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    "there is no vault " + path, "no such path", "begin one: slipway vault init");
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the vault " + path + " cannot be read", String.valueOf(e), "make it readable");
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "the vault " + path + " is not understood",
                    String.valueOf(e.getMessage()),
                    "mend it with the age tool, or take it from your repository");
        }
    }

    void write(Content content) {
        if (content.recipients().isEmpty()) {
            throw new InvalidInputException(
                    "the vault " + path + " names no recipients",
                    "no key could open it",
                    "add a line 'recipient age1...' with the age tool, or take the file from your repository");
        }
        try {
            DISK.place(path, AgeText.close(content.text(), content.recipients()));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the vault " + path + " cannot be written", String.valueOf(e), "make room, or access");
        }
    }

    <T> T locked(Supplier<T> body) {
        Path lock = path.resolveSibling(".slipway").resolve(path.getFileName() + ".lock");
        try {
            DISK.makeDirectory(Disk.directoryOf(lock));
            try (Closeable held = acquired(lock)) {
                return body.get();
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the vault " + path + " cannot be locked", String.valueOf(e), "make its directory writable");
        }
    }

    private Closeable acquired(Path lock) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        for (Optional<Closeable> held = DISK.tryLock(lock); ; held = DISK.tryLock(lock)) {
            if (held.isPresent()) {
                return held.get();
            } else if (System.nanoTime() > end) {
                throw new InvalidInputException(
                        "another process is changing the vault " + path,
                        "it was locked for " + patience.toSeconds() + " seconds",
                        "wait for the other command to end, and run again; nothing was changed");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
