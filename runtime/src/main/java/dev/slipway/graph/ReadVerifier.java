package dev.slipway.graph;

import dev.slipway.model.Fingerprint;
import dev.slipway.store.FileStamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks again at what a script looked at; reads no file that its stamp vouches for, and none twice. */
final class ReadVerifier {
    private final ScriptFiles files;
    private final Function<? super TrackedRead, Fingerprint> current;
    private final long nowMillis;
    private final Map<String, FileStamp> seen = new HashMap<>();

    ReadVerifier(ScriptFiles files, Function<? super TrackedRead, Fingerprint> current, long nowMillis) {
        this.files = files;
        this.current = current;
        this.nowMillis = nowMillis;
    }

    /** What has changed first, in the order of the reads, or empty when nothing has. */
    Optional<String> change(List<TrackedRead> reads, Map<String, FileStamp> stamps) {
        for (TrackedRead read : reads) {
            Fingerprint now = now(read, stamps);
            if (!now.equals(read.digest()) || read.sort() == TrackedRead.Sort.UNTRACKED) {
                return Optional.of(read.changed(now));
            }
        }
        return Optional.empty();
    }

    /** Stamps of the files that had to be read, from just before they were. */
    Map<String, FileStamp> seen() {
        return seen;
    }

    private Fingerprint now(TrackedRead read, Map<String, FileStamp> stamps) {
        if (read.sort() == TrackedRead.Sort.FILE) {
            return file(read, stamps.get(read.name()));
        }
        return read.isOnDisk() ? files.digest(read) : current.apply(read);
    }

    private Fingerprint file(TrackedRead read, @Nullable FileStamp kept) {
        FileStamp known = seen.get(read.name());
        if (known == null) {
            known = files.stamp(read, nowMillis);
            if (kept != null && vouches(kept, known)) {
                return read.digest();
            }
            known = new FileStamp(known.path(), known.mtimeNanos(), known.size(), known.inode(), files.digest(read));
            seen.put(read.name(), known);
        }
        return known.digest();
    }

    private static boolean vouches(FileStamp kept, FileStamp now) {
        return kept.mtimeNanos() != FileStamp.FRESH
                && kept.mtimeNanos() == now.mtimeNanos()
                && kept.size() == now.size()
                && kept.inode() == now.inode();
    }
}
