package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Encoder;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.util.Arrays;
import java.util.List;

/**
 * Ties outputs to the action and the files that they belong to. Blobs prove themselves by their digest, but a result is
 * stored by the name of its action: without this, a flipped bit in a path, or a result handed out under the wrong name,
 * would be a wrong answer instead of a miss.
 *
 * <p>It detects accidents, not forgery: who may write to a cache is trusted by all who read it.
 */
final class ResultSignature {
    /** Larger outputs are not worth keeping. */
    static final int LARGEST = 8 << 20;

    /** Part of the format; another one makes every older result a miss. */
    private static final String FORMAT = "slipway result 1";

    private ResultSignature() {}

    static byte[] close(Fingerprint action, List<OutputFile> files, Fields outputs) {
        var plain = new Encoder();
        outputs.write(plain);
        byte[] canonical = plain.toBytes();
        byte[] sealed = Arrays.copyOf(mark(action, files, canonical).bytes(), Fingerprint.BYTES + canonical.length);
        System.arraycopy(canonical, 0, sealed, Fingerprint.BYTES, canonical.length);
        return sealed;
    }

    /** The outputs, or {@link Garbled} when they are not what was sealed. */
    static Fields open(Fingerprint action, List<OutputFile> files, byte[] sealed) {
        if (sealed.length < Fingerprint.BYTES) {
            throw new Garbled("outputs without a seal", null);
        }
        byte[] canonical = Arrays.copyOfRange(sealed, Fingerprint.BYTES, sealed.length);
        var mark = Fingerprint.of(Arrays.copyOf(sealed, Fingerprint.BYTES));
        if (!mark.equals(mark(action, files, canonical))) {
            throw new Garbled("outputs with a broken seal", null);
        }
        var in = new Decoder(canonical);
        Fields outputs = in.fields();
        if (!in.atEnd() || !keepable(outputs)) {
            throw new Garbled("outputs that must not be stored", null);
        }
        return outputs;
    }

    /** Nothing that was made from a secret, or is yet to be known, belongs in a cache. */
    static boolean keepable(Fields outputs) {
        return outputs.isKnown() && !outputs.isSecret();
    }

    private static Fingerprint mark(Fingerprint action, List<OutputFile> files, byte[] canonical) {
        var hasher = new Hasher();
        hasher.text(FORMAT);
        hasher.fingerprint(action);
        hasher.count(files.size());
        for (OutputFile file : files) {
            hasher.text(file.path());
            hasher.fingerprint(file.digest().hash());
            hasher.count(file.digest().size());
            hasher.flag(file.executable());
        }
        hasher.raw(canonical);
        return hasher.finish();
    }
}
