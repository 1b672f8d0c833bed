package dev.slipway.graph;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what a script looks at while it is evaluated. Whatever looks at files, the environment, parameters or secrets
 * on behalf of a script does it through here or tells it here; what is forgotten makes the graph cache lie.
 *
 * <p>Any number of threads may use one.
 */
public final class ReadTracker {
    private final ScriptFiles files;
    private final PathResolver site;
    private final Map<String, TrackedRead> reads = new HashMap<>();

    /**
     * Starts a collection.
     *
     * @param entry the script
     */
    public ReadTracker(Path entry) {
        this.files = ScriptFiles.around(entry);
        this.site = new PathResolver(files.root());
    }

    public synchronized void add(TrackedRead.Sort sort, String name, Fingerprint digest) {
        TrackedRead read = new TrackedRead(sort, name, digest);
        TrackedRead first = reads.putIfAbsent(sort.name() + " " + name, read);
        if (first != null && !first.digest().equals(digest)) {
            untracked(name);
        }
    }

    /** Something that cannot be compared, such as the clock: this graph is not to be kept. */
    public void untracked(String what) {
        add(TrackedRead.Sort.UNTRACKED, what, Fingerprint.ZERO);
    }

    /** Reads a file whole. */
    public byte[] file(Path path) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            add(TrackedRead.Sort.FILE, files.name(path), Fingerprint.ZERO);
            throw e;
        }
        add(TrackedRead.Sort.FILE, files.name(path), Hasher.of(bytes));
        return bytes;
    }

    /** The names in a directory, in order. */
    public List<String> listing(Path directory) throws IOException {
        List<String> names;
        try {
            names = ScriptFiles.names(directory);
        } catch (IOException e) {
            add(TrackedRead.Sort.LISTING, files.name(directory), Fingerprint.ZERO);
            throw e;
        }
        add(TrackedRead.Sort.LISTING, files.name(directory), ScriptFiles.digest(names));
        return names;
    }

    public boolean exists(Path path) {
        Fingerprint presence = ScriptFiles.presence(path);
        add(TrackedRead.Sort.PRESENCE, files.name(path), presence);
        return !presence.isZero();
    }

    /** The place that a path stands for, from the script; that links lead there is noted. */
    public synchronized Path place(String path) {
        Path named = Path.of(path);
        if (!site.isPlain(named)) {
            String name = files.name(named);
            add(
                    TrackedRead.Sort.PLACE,
                    name,
                    files.digest(new TrackedRead(TrackedRead.Sort.PLACE, name, Fingerprint.ZERO)));
        }
        return site.place(named);
    }

    /** Everything so far, in an order that does not depend on when it was looked at. */
    public synchronized List<TrackedRead> list() {
        return reads.values().stream()
                .sorted(Comparator.comparing(TrackedRead::sort).thenComparing(TrackedRead::name))
                .toList();
    }

    /** Whether an evaluation that finds all this again would come out the same. */
    public boolean isComparable() {
        return list().stream().noneMatch(read -> read.sort() == TrackedRead.Sort.UNTRACKED);
    }
}
