package dev.slipway.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names on a {@link CrashingDisk}: as they are, and as their directories have been forced to remember them. */
final class MemoryNames {
    private record Change(Path directory, Optional<Path> gone, Optional<Path> come, Optional<MemoryFile> file) {
        void on(Map<Path, MemoryFile> names) {
            gone.ifPresent(names::remove);
            come.ifPresent(path -> names.put(path, file.orElseThrow()));
        }
    }

    private final Map<Path, MemoryFile> names = new TreeMap<>();
    private final Map<Path, MemoryFile> forced = new TreeMap<>();
    private List<Change> unforced = new ArrayList<>();

    Map<Path, MemoryFile> all() {
        return names;
    }

    MemoryFile get(Path path) throws IOException {
        MemoryFile file = names.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }

    void add(Path path, MemoryFile file) {
        change(new Change(Disk.directoryOf(path), Optional.empty(), Optional.of(path), Optional.of(file)));
    }

    void move(Path from, Path to) throws IOException {
        MemoryFile file = get(from);
        change(new Change(Disk.directoryOf(to), Optional.of(from), Optional.of(to), Optional.of(file)));
    }

    void remove(Path path) {
        change(new Change(Disk.directoryOf(path), Optional.of(path), Optional.empty(), Optional.empty()));
    }

    /** Whether there is a directory; what else may have the name is in the way. */
    boolean isDirectory(Path path) throws IOException {
        MemoryFile file = names.get(path);
        if (file != null && !file.isDirectory()) {
            throw new FileAlreadyExistsException(path.toString());
        }
        return file != null;
    }

    /** A file and its directories as if they had always been. */
    void plant(Path path, MemoryFile file) {
        names.put(path, file);
        forced.put(path, file);
        for (Path at = path.getParent(); at != null; at = at.getParent()) {
            forced.put(at, names.computeIfAbsent(at, p -> MemoryFile.directory()));
        }
    }

    void force(Path directory) {
        var others = new ArrayList<Change>();
        for (Change change : unforced) {
            if (change.directory.equals(directory)) {
                change.on(forced);
            } else {
                others.add(change);
            }
        }
        unforced = others;
    }

    /** The names that a crash leaves: whatever cannot be reached any more is gone with its directory. */
    Map<Path, MemoryFile> after(Crash crash) {
        var left = new TreeMap<>(crash.keepsAll() ? names : forced);
        if (!crash.keepsAll()) {
            unforced.subList(0, crash.some(unforced.size())).forEach(change -> change.on(left));
        }
        left.keySet().removeIf(path -> {
            Path directory = path.getParent();
            return directory != null && directory.getParent() != null && !left.containsKey(directory);
        });
        return left;
    }

    private void change(Change change) {
        change.on(names);
        unforced.add(change);
    }
}
