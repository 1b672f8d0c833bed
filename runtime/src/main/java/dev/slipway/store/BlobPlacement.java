package dev.slipway.store;

import dev.slipway.model.Encoder;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.util.function.Function;

/**
 * Where the two sets of fields of an entry rest: in the blob of this name, or inside the entry itself where it is
 * {@link Fingerprint#ZERO}.
 */
record BlobPlacement(Fingerprint inputs, Fingerprint outputs) {
    static final BlobPlacement INSIDE = new BlobPlacement(Fingerprint.ZERO, Fingerprint.ZERO);

    /** The largest encoding of fields that travels inside an entry. */
    private static final int LARGEST = 256;

    /** One for each thread: it only tells the size, for every step of a run. */
    private static final ThreadLocal<Encoder> PLAIN = ThreadLocal.withInitial(Encoder::new);

    /** Puts what is too large for an entry into blobs. Slow, so done before anything is locked. */
    static BlobPlacement of(Entry entry, Blobs blobs, Function<Fingerprint, Fields> load) {
        return entry.brought()
                .map(record -> new BlobPlacement(
                        rest(record.wanted().inputs(), blobs, load),
                        rest(record.found().outputs(), blobs, load)))
                .orElse(INSIDE);
    }

    private static Fingerprint rest(LazyFields held, Blobs blobs, Function<Fingerprint, Fields> load) {
        if (held.isFrom(load)) {
            return held.blob();
        }
        Fields fields = held.get();
        if (fields.size() == 0) {
            return Fingerprint.ZERO;
        }
        Encoder plain = PLAIN.get();
        try {
            fields.write(plain);
            if (plain.size() <= LARGEST) {
                return Fingerprint.ZERO;
            }
            PLAIN.remove(); // it has grown
            return blobs.put(plain.toBytes());
        } finally {
            plain.clear();
        }
    }
}
