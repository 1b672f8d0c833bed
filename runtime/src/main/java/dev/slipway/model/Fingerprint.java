package dev.slipway.model;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest as four numbers: no array to copy, compare or share by mistake. */
public record Fingerprint(long a, long b, long c, long d) implements Comparable<Fingerprint> {
    public static final int BYTES = 32;
    public static final Fingerprint ZERO = new Fingerprint(0, 0, 0, 0);

    public static Fingerprint of(byte[] digest) {
        return new Fingerprint(number(digest, 0), number(digest, 8), number(digest, 16), number(digest, 24));
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = number << Byte.SIZE | bytes[i] & 0xFF;
        }
        return number;
    }

    public static Fingerprint parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a fingerprint has 64 hex digits, this has " + hex.length());
        }
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    public boolean isZero() {
        return (a | b | c | d) == 0;
    }

    /** The first twelve hex digits, enough for people. */
    public String brief() {
        return toString().substring(0, 12);
    }

    /** By hand, like {@link #hashCode}: what a record gets for nothing costs a no-op run ten milliseconds of linking. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    @Override
    public int hashCode() {
        return (int) (a ^ a >>> 32);
    }

    @Override
    public int compareTo(Fingerprint other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
