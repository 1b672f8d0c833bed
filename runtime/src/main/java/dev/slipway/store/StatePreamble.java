package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.Encoder;

/**
 * The first frame of a state file.
 *
 * @param lineage of the state that the file belongs to
 * @param generation counts the snapshots of that state
 * @param sequence number of entries before this file
 */
record StatePreamble(String lineage, long generation, long sequence) {
    byte[] payload() {
        var out = new Encoder();
        out.tag(RecordTag.BIRTH);
        out.text(lineage);
        out.count(generation);
        out.count(sequence);
        return out.toBytes();
    }

    static StatePreamble read(byte[] bytes, int from, int length) {
        var in = new Decoder(bytes, from, length);
        if (in.tag() != RecordTag.BIRTH) {
            throw new Decoder.Garbled("a first frame that does not say what this is", null);
        }
        return new StatePreamble(in.text(), in.number(), in.number());
    }
}
