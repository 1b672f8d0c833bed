package dev.slipway.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the canonical binary form: numbers as varints, text as length and UTF-8, names in order. The same bytes are
 * stored, sent and hashed, so there is one format to know and one to test.
 *
 * <p>An encoder of identities leaves out where a value came from (the source of a secret, the path of a file) and keeps
 * what it is; fingerprints are made with such an encoder.
 */
public class Encoder {
    private static final char LAST_ASCII = 0x7F;

    private final boolean identity;
    private byte[] bytes;
    private int size;
    private int depth;

    public Encoder() {
        this(false, 256);
    }

    Encoder(boolean identity, int capacity) {
        this.identity = identity;
        this.bytes = new byte[capacity];
    }

    public final boolean identity() {
        return identity;
    }

    public final int size() {
        return size;
    }

    /** Values inside of values, as deep as a decoder will follow. */
    final void enter() {
        if (++depth >= Decoder.DEEPEST) {
            throw new IllegalArgumentException("values nested deeper than " + Decoder.DEEPEST);
        }
    }

    final void leave() {
        depth--;
    }

    public final void tag(int tag) {
        room(1);
        bytes[size++] = (byte) tag;
    }

    /** An unsigned number in as few bytes as it needs. */
    public final void count(long number) {
        room(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public final void signed(long number) {
        count(number << 1 ^ number >> 63);
    }

    public final void fixed(long number) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (number >>> shift);
        }
    }

    public final void flag(boolean on) {
        tag(on ? 1 : 0);
    }

    public final void text(String text) {
        int start = size;
        int length = text.length();
        count(length);
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > LAST_ASCII) {
                size = start;
                raw(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
    }

    /** A word that occurs again and again: a kind, a field name, a file. Encoders of large files number these. */
    public void name(String name) {
        text(name);
    }

    public void key(TaskKey key) {
        name(key.kind());
        text(key.name());
    }

    public final void fingerprint(Fingerprint print) {
        fixed(print.a());
        fixed(print.b());
        fixed(print.c());
        fixed(print.d());
    }

    public final void raw(byte[] data) {
        count(data.length);
        append(data, data.length);
    }

    public final void append(byte[] data, int length) {
        room(length);
        System.arraycopy(data, 0, bytes, size, length);
        size += length;
    }

    /** What another encoder has written, behind its length. */
    public final void raw(Encoder other) {
        count(other.size);
        append(other);
    }

    /** What another encoder has written. */
    public final void append(Encoder other) {
        append(other.bytes, other.size);
    }

    public final byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written and keeps the room, for the next of many. */
    public final void clear() {
        size = 0;
        depth = 0;
    }

    final byte[] buffer() {
        return bytes;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
