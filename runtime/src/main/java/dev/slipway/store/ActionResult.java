package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Encoder;
import dev.slipway.model.Fingerprint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cache keeps of an action: the message {@code ActionResult} of the Bazel remote execution API, as far as it is
 * used here, so that any server of that protocol can check it and see which blobs it needs.
 *
 * @param stdout the sealed outputs when they are small, otherwise empty
 * @param stdoutBlob where the sealed outputs are when they are large
 */
record ActionResult(List<OutputFile> files, int exitCode, ByteBuffer stdout, Optional<Digest> stdoutBlob) {
    static final int LARGEST = 4 << 20;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    ActionResult {
        files = List.copyOf(files);
        OutputFile.checkApart(files);
    }

    byte[] toBytes() {
        var out = new Encoder();
        for (OutputFile file : files) {
            message(out, 2, write(file));
        }
        if (exitCode != 0) {
            varint(out, 4, exitCode);
        }
        if (stdout.hasRemaining()) {
            var raw = new byte[stdout.remaining()];
            stdout.duplicate().get(raw);
            out.count(tag(5, LENGTH));
            out.raw(raw);
        }
        stdoutBlob.ifPresent(digest -> message(out, 6, write(digest)));
        return out.toBytes();
    }

    /** Reads the message, or throws {@link Garbled} for anything that is none or that names a path it should not. */
    static ActionResult parse(byte[] bytes) {
        var in = new Decoder(bytes);
        var files = new ArrayList<OutputFile>();
        int exitCode = 0;
        byte[] stdout = {};
        Optional<Digest> stdoutBlob = Optional.empty();
        try {
            while (!in.atEnd()) {
                int tag = readTag(in);
                switch (tag) {
                    case 2 << 3 | LENGTH -> files.add(readFile(new Decoder(in.raw())));
                    case 4 << 3 | VARINT -> exitCode = (int) in.number();
                    case 5 << 3 | LENGTH -> stdout = in.raw();
                    case 6 << 3 | LENGTH -> stdoutBlob = Optional.of(readDigest(new Decoder(in.raw())));
                    default -> skip(in, tag);
                }
            }
            return new ActionResult(files, exitCode, ByteBuffer.wrap(stdout), stdoutBlob);
        } catch (IllegalArgumentException e) {
            throw new Garbled("an action result that cannot be", e);
        }
    }

    private static Encoder write(OutputFile file) {
        var out = new Encoder();
        out.count(tag(1, LENGTH));
        out.text(file.path());
        message(out, 2, write(file.digest()));
        if (file.executable()) {
            varint(out, 4, 1);
        }
        return out;
    }

    private static OutputFile readFile(Decoder in) {
        String path = "";
        var digest = new Digest(Fingerprint.ZERO, 0);
        boolean executable = false;
        while (!in.atEnd()) {
            int tag = readTag(in);
            switch (tag) {
                case 1 << 3 | LENGTH -> path = in.text();
                case 2 << 3 | LENGTH -> digest = readDigest(new Decoder(in.raw()));
                case 4 << 3 | VARINT -> executable = in.number() != 0;
                default -> skip(in, tag);
            }
        }
        return new OutputFile(path, digest, executable);
    }

    private static Encoder write(Digest digest) {
        var out = new Encoder();
        out.count(tag(1, LENGTH));
        out.text(digest.hash().toString());
        if (digest.size() != 0) {
            varint(out, 2, digest.size());
        }
        return out;
    }

    private static Digest readDigest(Decoder in) {
        String hash = "";
        long size = 0;
        while (!in.atEnd()) {
            int tag = readTag(in);
            switch (tag) {
                case 1 << 3 | LENGTH -> hash = in.text();
                case 2 << 3 | VARINT -> size = in.number();
                default -> skip(in, tag);
            }
        }
        Fingerprint known = Fingerprint.parse(hash);
        if (!known.toString().equals(hash)) {
            throw new Garbled("a digest in capitals", null);
        }
        return new Digest(known, size);
    }

    private static int tag(int field, int type) {
        return field << 3 | type;
    }

    private static void varint(Encoder out, int field, long number) {
        out.count(tag(field, VARINT));
        out.count(number);
    }

    private static void message(Encoder out, int field, Encoder message) {
        out.count(tag(field, LENGTH));
        out.raw(message.toBytes());
    }

    private static int readTag(Decoder in) {
        long tag = in.number();
        if (tag < 1 << 3 || tag > 0xFFFF_FFFFL) {
            throw new Garbled("a field of number 0 or of none at all", null);
        }
        return (int) tag;
    }

    private static void skip(Decoder in, int tag) {
        switch (tag & 7) {
            case VARINT -> in.number();
            case EIGHT_BYTES -> in.fixed();
            case LENGTH -> in.raw();
            case FOUR_BYTES -> {
                for (int i = 0; i < 4; i++) {
                    in.tag();
                }
            }
            default -> throw new Garbled("a field of unknown type " + (tag & 7), null);
        }
    }
}
