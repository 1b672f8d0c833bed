package dev.slipway.store;

import dev.slipway.model.Encoder;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.util.function.Function;

/**
 * Where the two sets of fields of an entry rest: in the blob of this name, or inside the entry itself where it is
 * {@link Fingerprint#ZERO}.
 */
record Rests(Fingerprint inputs, Fingerprint outputs) {
    static final Rests INSIDE = new Rests(Fingerprint.ZERO, Fingerprint.ZERO);

    /** The largest encoding of fields that travels inside an entry. */
    private static final int LARGEST = 256;

    /** Puts what is too large for an entry into blobs. Slow, so done before anything is locked. */
    static Rests of(Entry entry, Blobs blobs, Function<Fingerprint, Fields> load) {
        return entry.brought()
                .map(record -> new Rests(
                        rest(record.wanted().inputs(), blobs, load),
                        rest(record.found().outputs(), blobs, load)))
                .orElse(INSIDE);
    }

    private static Fingerprint rest(Held held, Blobs blobs, Function<Fingerprint, Fields> load) {
        if (held.isFrom(load)) {
            return held.blob();
        }
        Fields fields = held.get();
        if (fields.size() == 0) {
            return Fingerprint.ZERO;
        }
        var plain = new Encoder();
        fields.write(plain);
        return plain.size() > LARGEST ? blobs.put(plain.toBytes()) : Fingerprint.ZERO;
    }
}
