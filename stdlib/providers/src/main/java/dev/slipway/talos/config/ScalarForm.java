package dev.slipway.talos.config;

import dev.slipway.talos.yaml.Scalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The forms of scalars: what text they accept, and the one form in which upstream prints them. */
final class ScalarForm {
    /** What a value may be compared with when a patch deletes an item of a list, and how zero is told. */
    private enum Shape {
        TEXT,
        BOOL,
        WHOLE,
        DECIMAL,
        NAMED,
        MODE,
        PORTS
    }

    static final ScalarForm STRING = new ScalarForm("text", Shape.TEXT, "", text -> text);
    static final ScalarForm ARGUMENT = new ScalarForm("text or a list of texts", Shape.TEXT, "", text -> text);

    private static final Map<String, ScalarForm> NAMED = new HashMap<>();

    static {
        NAMED.put("string", STRING);
        NAMED.put("argument", ARGUMENT);
        NAMED.put("bool", new ScalarForm("true or false", Shape.BOOL, false, text -> text));
        NAMED.put("float", new ScalarForm("a number", Shape.DECIMAL, 0L, text -> text));
        whole("int", Long.MIN_VALUE, Long.MAX_VALUE);
        whole("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
        whole("uint", 0, Long.MAX_VALUE);
        whole("uint8", 0, 255);
        whole("uint16", 0, 65535);
        whole("uint32", 0, 4294967295L);
        NAMED.put(
                "mode", new ScalarForm("file permissions such as 0o644", Shape.MODE, 0L, text -> text, 0, 4294967295L));
        NAMED.put(
                "ports",
                new ScalarForm("a port, or a range such as 1200-1299", Shape.PORTS, 0L, text -> text, 0, 65535));
        named("duration", "a duration such as 1h30m", "0s", GoDuration::canonical);
        named("url", "a URL", "", GoUrl::canonical);
        named("endpoint", "a URL", "", GoUrl::canonical);
        named("prefix", "a network such as 10.0.0.0/24", "", GoAddress::prefix);
        named("rawprefix", "a network such as 10.0.0.0/24", "", GoAddress::prefix);
        named("addr", "an IP address", "", GoAddress::address);
        named("rawaddr", "an IP address", "", GoAddress::address);
        named("addrport", "an address with port such as 10.0.0.1:51820", "", GoAddress::withPort);
        named("rawaddrport", "an address with port such as 10.0.0.1:51820", "", GoAddress::withPort);
        named("mac", "a hardware address such as 00:1a:2b:3c:4d:5e", "", GoAddress::hardware);
        text("bytes", "a size such as 10GiB", Sizes::bytes);
        text("percent", "a percentage such as 25%", Sizes::percent);
        text("size", "a size such as 10GiB, or a percentage", Sizes::bytesOrPercent);
        text("disksizematch", "a condition such as '>= 100GB'", Sizes::condition);
        text("base64", "base64", GoText::base64);
        named("cel", "an expression", "", text -> text);
        named("table", "a routing table: main, local, default or 1 to 252", "unspec", GoText::routingTable);
        NAMED.put("disksize", new ScalarForm("a size such as 100 GB", Shape.TEXT, "0 B", Sizes::diskSize));
    }

    private final String expected;
    private final Shape shape;
    private final Object zero;
    private final Function<String, Object> canonical;
    private final long least;
    private final long most;

    private ScalarForm(String expected, Shape shape, Object zero, Function<String, Object> canonical, long... range) {
        this.expected = expected;
        this.shape = shape;
        this.zero = zero;
        this.canonical = canonical;
        this.least = range.length == 0 ? 0 : range[0];
        this.most = range.length == 0 ? 0 : range[1];
    }

    private static void text(String name, String expected, UnaryOperator<String> canonical) {
        NAMED.put(name, new ScalarForm(expected, Shape.TEXT, "", canonical::apply));
    }

    private static void named(String name, String expected, String zero, UnaryOperator<String> canonical) {
        NAMED.put(name, new ScalarForm(expected, Shape.NAMED, zero, canonical::apply));
    }

    private static void whole(String name, long least, long most) {
        String range = least == Long.MIN_VALUE ? "a whole number" : "a whole number from " + least + " to " + most;
        NAMED.put(name, new ScalarForm(range, Shape.WHOLE, 0L, text -> text, least, most));
    }

    static @Nullable ScalarForm named(String name) {
        return NAMED.get(name);
    }

    /** One of the names; the one that begins with {@code 0:} is what upstream's type holds when it isn't set. */
    static ScalarForm oneOf(String type, List<String> names) {
        String zero = type + "(0)"; // what upstream prints for a value without a name
        var known = new ArrayList<String>();
        for (String name : names) {
            if (name.startsWith("0:")) {
                zero = name.substring(2);
            }
            known.add(name.startsWith("0:") ? name.substring(2) : name);
        }
        return new ScalarForm("one of " + String.join(", ", known), Shape.NAMED, zero, text -> {
            if (known.contains(text)) {
                return text;
            }
            for (String name : known) {
                if (name.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                    return name;
                }
            }
            throw new IllegalArgumentException(text);
        });
    }

    String expected() {
        return expected;
    }

    /** What upstream's type holds when the field isn't set, as it is printed. */
    Object zero() {
        return zero;
    }

    boolean isZero(Object value) {
        return value.equals(zero) || value.equals("");
    }

    boolean isMode() {
        return shape == Shape.MODE;
    }

    boolean isBool() {
        return shape == Shape.BOOL;
    }

    boolean isUrl() {
        return this == NAMED.get("url") || this == NAMED.get("endpoint");
    }

    boolean isSize() {
        return this == NAMED.get("size");
    }

    /** Whether a patch that doesn't name the field resets it: upstream's Merge of the type sets it in any case. */
    boolean isReplacedWhole() {
        return this == NAMED.get("bytes") || this == NAMED.get("percent") || this == NAMED.get("cel");
    }

    /** The value that the text stands for. Throws {@code IllegalArgumentException} when it stands for none. */
    Object parse(String text, boolean isPlain) {
        if (isPlain && Scalars.isNull(text)) {
            return zero;
        }
        return switch (shape) {
            case TEXT, NAMED -> text.isEmpty() ? zero : canonical.apply(text);
            case BOOL -> Scalars.bool(text, isPlain).orElseThrow(IllegalArgumentException::new);
            case DECIMAL -> Scalars.decimal(text).map(Object.class::cast).orElseThrow(IllegalArgumentException::new);
            case WHOLE, MODE -> whole(text, isPlain);
            case PORTS -> ports(text, isPlain);
        };
    }

    private Object whole(String text, boolean isPlain) {
        if (!isPlain) {
            throw new IllegalArgumentException(text);
        }
        Number number = Scalars.wholeNumber(text).orElseThrow(IllegalArgumentException::new);
        if (number instanceof Long value && value >= least && value <= most) {
            return value;
        } else if (number instanceof Long || least != 0 || most != Long.MAX_VALUE) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private Object ports(String text, boolean isPlain) {
        if (isPlain && Scalars.wholeNumber(text).isPresent()) {
            return whole(text, true);
        }
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException(text);
        }
        long low = port(text.substring(0, dash));
        long high = port(text.substring(dash + 1));
        return low == high ? (Object) low : low + "-" + high;
    }

    private static long port(String text) {
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) > 65535) {
            throw new IllegalArgumentException(text);
        }
        return Long.parseLong(text);
    }

    /** The text by which a patch names an item to delete; upstream compares only what has a text form. */
    @Nullable
    String selector(Object value) {
        return switch (shape) {
            case TEXT, NAMED -> value.toString();
            case MODE -> "0o" + Long.toOctalString((Long) value);
            case PORTS -> value instanceof Long port ? port + "-" + port : value.toString();
            case BOOL, WHOLE, DECIMAL -> null;
        };
    }
}
