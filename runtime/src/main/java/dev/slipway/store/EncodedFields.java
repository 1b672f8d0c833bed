package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.util.function.Function;

/** Fields as they stand in a file, a fraction of the size that they have as objects. Most are never asked for. */
final class EncodedFields implements Function<Fingerprint, Fields> {
    private final byte[] bytes;
    private final StringTable numbered;

    EncodedFields(byte[] bytes, StringTable numbered) {
        this.bytes = bytes;
        this.numbered = numbered;
    }

    @Override
    public Fields apply(Fingerprint nowhere) {
        return new EntryDecoder(bytes, 0, bytes.length, numbered).fields();
    }
}
