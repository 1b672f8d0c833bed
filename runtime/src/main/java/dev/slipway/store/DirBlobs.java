package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Blobs in a directory, {@code ab/cdef...} each. A blob has its name only when it is whole, and whoever refers to it
 * from a durable place calls {@link #force} first.
 */
public final class DirBlobs implements Blobs {
    private final Disk disk;
    private final Path directory;
    private final AtomicLong count = new AtomicLong();
    private final Set<Fingerprint> durable = ConcurrentHashMap.newKeySet();
    private final Set<Fingerprint> unforced = ConcurrentHashMap.newKeySet();

    public DirBlobs(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    @Override
    public Fingerprint put(byte[] bytes) {
        Fingerprint name = Hasher.of(bytes);
        if (durable.contains(name) || unforced.contains(name)) {
            return name;
        }
        try {
            if (read(name).isEmpty()) {
                write(file(name), bytes);
            }
        } catch (IOException e) {
            throw IoErrors.refused("a blob could not be written", file(name), e);
        }
        unforced.add(name);
        return name;
    }

    @Override
    public Optional<byte[]> get(Fingerprint name) {
        try {
            return read(name);
        } catch (IOException e) {
            throw IoErrors.refused("a blob could not be read", file(name), e);
        }
    }

    /** The fields in a blob, which must be there. */
    Fields fields(Fingerprint name) {
        byte[] bytes = get(name).orElseThrow(() -> missing(name));
        try {
            return new Decoder(bytes).fields();
        } catch (Decoder.Garbled e) {
            throw missing(name);
        }
    }

    /** Makes durable what was put. What is put meanwhile waits for the next call. */
    void force() throws IOException {
        if (unforced.isEmpty()) {
            return;
        }
        List<Fingerprint> names = new ArrayList<>(unforced);
        var shards = new HashSet<Path>();
        for (Fingerprint name : names) {
            Path file = file(name);
            disk.force(file);
            shards.add(Disk.directoryOf(file));
        }
        for (Path shard : shards) {
            disk.force(shard);
        }
        disk.force(directory);
        disk.force(Disk.directoryOf(directory));
        durable.addAll(names);
        names.forEach(unforced::remove);
    }

    /**
     * Deletes fields that nobody refers to any more. Sealed secrets stay, because a saved plan may refer to them; and so
     * does what this process has just put, because its reference is yet to be written.
     */
    void keepOnly(Set<Fingerprint> live) throws IOException {
        for (String shard : disk.list(directory)) {
            for (String rest : shard.length() == 2 ? disk.list(directory.resolve(shard)) : List.<String>of()) {
                Optional<Fingerprint> name = name(shard + rest);
                if (name.isPresent() && !live.contains(name.get()) && !unforced.contains(name.get())) {
                    drop(name.get());
                }
            }
        }
    }

    private void drop(Fingerprint name) throws IOException {
        if (read(name).filter(DirBlobs::isFields).isPresent()) {
            durable.remove(name);
            disk.delete(file(name));
        }
    }

    private static boolean isFields(byte[] bytes) {
        try {
            new Decoder(bytes).fields();
            return true;
        } catch (Decoder.Garbled e) {
            return false;
        }
    }

    private static Optional<Fingerprint> name(String hex) {
        try {
            return Optional.of(Fingerprint.parse(hex));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a blob that was never finished
        }
    }

    Path file(Fingerprint name) {
        String hex = name.toString();
        return directory.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
    }

    private Optional<byte[]> read(Fingerprint name) throws IOException {
        try {
            byte[] bytes = disk.read(file(name));
            return Hasher.of(bytes).equals(name) ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Path shard = Disk.directoryOf(file);
        disk.makeDirectory(shard);
        Path fresh =
                shard.resolve(file.getFileName() + "." + ProcessHandle.current().pid() + "-" + count.incrementAndGet());
        try (Disk.Sink sink = disk.create(fresh)) {
            sink.write(bytes, 0, bytes.length);
        }
        disk.rename(fresh, file);
    }

    private InvalidInputException missing(Fingerprint name) {
        return new InvalidInputException(
                "a part of the state is lost: " + file(name),
                "the file is missing, or does not hold what it was given",
                "run again, in case another run has tidied up meanwhile; if it stays away, restore it from a backup, or run"
                        + " 'slipway drift', which reads the objects of the world anew");
    }
}
