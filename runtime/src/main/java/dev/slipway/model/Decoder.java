package dev.slipway.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Encoder} wrote. Every length is checked against what is left before anything is allocated, and
 * nesting is bounded, so a damaged or hostile file ends in {@link Garbled} and nothing worse.
 */
public class Decoder {
    static final int DEEPEST = 64;
    private static final int SMALL = 16;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;

    public Decoder(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public Decoder(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** The bytes are not what they should be. The reader of the file turns this into a problem. */
    public static final class Garbled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Garbled(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    public final int position() {
        return at;
    }

    public final boolean atEnd() {
        return at >= end;
    }

    public final int tag() {
        need(1);
        return bytes[at++];
    }

    public final long number() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = tag();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new Garbled("a number that does not end", null);
    }

    /** A number of things that each take at least one byte: never more than there are bytes left. */
    public final int count() {
        long count = number();
        if (count < 0 || count > end - at) {
            throw new Garbled("a count of " + count + " with " + (end - at) + " bytes left", null);
        }
        return (int) count;
    }

    /** A number that is no more than an {@code int} holds. */
    public final int small() {
        long number = number();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new Garbled("the number " + number, null);
        }
        return (int) number;
    }

    public final long signed() {
        long number = number();
        return number >>> 1 ^ -(number & 1);
    }

    public final long fixed() {
        need(8);
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = number << 8 | bytes[at++] & 0xFF;
        }
        return number;
    }

    public final boolean flag() {
        return tag() != 0;
    }

    public String text() {
        int length = count();
        if (length == 0) {
            return "";
        }
        var text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public String name() {
        return text();
    }

    public TaskKey key() {
        String kind = name();
        String name = text();
        try {
            return new TaskKey(kind, name);
        } catch (IllegalArgumentException e) {
            throw new Garbled("a task key that cannot be", e);
        }
    }

    /** The way to a field; decoders of large files keep those that occur again and again. */
    public FieldPath fieldPath() {
        return FieldPath.parse(text());
    }

    public final Fingerprint fingerprint() {
        var print = new Fingerprint(fixed(), fixed(), fixed(), fixed());
        return print.isZero() ? Fingerprint.ZERO : print;
    }

    public final byte[] raw() {
        int length = count();
        var raw = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return raw;
    }

    public final Fields fields() {
        if (value() instanceof Fields fields) {
            return fields;
        }
        throw new Garbled("another value where fields are expected", null);
    }

    public final Value value() {
        if (++depth > DEEPEST) {
            throw new Garbled("values nested deeper than " + DEEPEST, null);
        }
        Value value = one(tag());
        depth--;
        return value;
    }

    private Value one(int tag) {
        return switch (tag) {
            case Tag.ABSENT -> Missing.ABSENT;
            case Tag.TRUE -> BoolValue.TRUE;
            case Tag.FALSE -> BoolValue.FALSE;
            case Tag.WHOLE -> new IntValue(signed());
            case Tag.DECIMAL -> decimal();
            case Tag.TEXT -> new StringValue(text());
            case Tag.ITEMS -> items();
            case Tag.FIELDS -> named();
            case Tag.REF -> new Ref(key(), fieldPath());
            case Tag.SECRET -> new Secret(text(), fingerprint());
            case Tag.CONTENT -> new FileContent(text(), fingerprint());
            case Tag.SECRET_CONTENT -> new FileContent(text(), fingerprint(), true);
            case Tag.UNKNOWN -> new Unknown(key(), fieldPath());
            default -> throw new Garbled("a value of unknown shape " + tag, null);
        };
    }

    private Decimal decimal() {
        try {
            return new Decimal(new BigDecimal(text()));
        } catch (IllegalArgumentException e) {
            throw new Garbled("a decimal that is none", e);
        }
    }

    /** The arrays grow with what is really there: a promise of many, nested in promises of many, costs nothing. */
    private ListValue items() {
        int count = count();
        var values = new ArrayList<Value>(Math.min(count, SMALL));
        for (int i = 0; i < count; i++) {
            values.add(value());
        }
        return new ListValue(values);
    }

    private Fields named() {
        int count = count();
        var names = new String[Math.min(count, SMALL)];
        var values = new Value[names.length];
        for (int i = 0; i < count; i++) {
            if (i == names.length) {
                int more = Math.min(count, 2 * i);
                names = Arrays.copyOf(names, more);
                values = Arrays.copyOf(values, more);
            }
            names[i] = name();
            if (i > 0 && names[i - 1].compareTo(names[i]) >= 0) {
                throw new Garbled("fields out of order", null);
            }
            values[i] = value();
        }
        return Fields.sorted(names, values);
    }

    private void need(int more) {
        if (more > end - at) {
            throw new Garbled("the end, " + more + " bytes early", null);
        }
    }
}
