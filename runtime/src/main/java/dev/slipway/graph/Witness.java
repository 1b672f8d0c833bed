package dev.slipway.graph;

import dev.slipway.model.Fingerprint;
import dev.slipway.store.Stamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks again at what a script looked at; reads no file that its stamp vouches for, and none twice. */
final class Witness {
    private final ScriptFiles files;
    private final Function<? super Read, Fingerprint> current;
    private final long nowMillis;
    private final Map<String, Stamp> seen = new HashMap<>();

    Witness(ScriptFiles files, Function<? super Read, Fingerprint> current, long nowMillis) {
        this.files = files;
        this.current = current;
        this.nowMillis = nowMillis;
    }

    /** What has changed first, in the order of the reads, or empty when nothing has. */
    Optional<String> change(List<Read> reads, Map<String, Stamp> stamps) {
        for (Read read : reads) {
            Fingerprint now = now(read, stamps);
            if (!now.equals(read.digest()) || read.sort() == Read.Sort.UNTRACKED) {
                return Optional.of(read.changed(now));
            }
        }
        return Optional.empty();
    }

    /** Stamps of the files that had to be read, from just before they were. */
    Map<String, Stamp> seen() {
        return seen;
    }

    private Fingerprint now(Read read, Map<String, Stamp> stamps) {
        if (read.sort() == Read.Sort.FILE) {
            return file(read, stamps.get(read.name()));
        }
        return read.isOnDisk() ? files.digest(read) : current.apply(read);
    }

    private Fingerprint file(Read read, @Nullable Stamp kept) {
        Stamp known = seen.get(read.name());
        if (known == null) {
            known = files.stamp(read, nowMillis);
            if (kept != null && vouches(kept, known)) {
                return read.digest();
            }
            known = new Stamp(known.path(), known.mtimeNanos(), known.size(), known.inode(), files.digest(read));
            seen.put(read.name(), known);
        }
        return known.digest();
    }

    private static boolean vouches(Stamp kept, Stamp now) {
        return kept.mtimeNanos() != Stamp.FRESH
                && kept.mtimeNanos() == now.mtimeNanos()
                && kept.size() == now.size()
                && kept.inode() == now.inode();
    }
}
