package dev.slipway.graph;

import dev.slipway.model.Encoder;
import dev.slipway.model.Hasher;
import dev.slipway.store.FileStamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read while one kept graph was made, and how the files among it were found. */
record CachedGraph(List<TrackedRead> reads, Map<String, FileStamp> stamps) {
    /** The same for the same reads, whatever the stamps. */
    String fileName() {
        var names = new Encoder();
        for (TrackedRead read : reads) {
            names.text(read.sort().name());
            names.text(read.name());
            names.fingerprint(read.digest());
        }
        return Hasher.of(names.toBytes()) + ".graph";
    }

    /** This with stamps that spare reading the files the next time, or empty if there are none better. */
    Optional<CachedGraph> restamped(Map<String, FileStamp> seen) {
        var better = new HashMap<>(stamps);
        boolean any = false;
        for (FileStamp stamp : seen.values()) {
            if (stamp.mtimeNanos() != FileStamp.FRESH && better.containsKey(stamp.path())) {
                better.put(stamp.path(), stamp);
                any = true;
            }
        }
        return any ? Optional.of(new CachedGraph(reads, better)) : Optional.empty();
    }
}
