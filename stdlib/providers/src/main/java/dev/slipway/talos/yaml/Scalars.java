package dev.slipway.talos.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an unquoted YAML scalar means to upstream's decoder (go.yaml.in/yaml v4, internal/libyaml/resolver.go, resolve):
 * numbers as Go writes them, YAML 1.2 booleans, and the booleans of YAML 1.1 where a boolean is expected.
 */
public final class Scalars {
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(63).negate();

    private static final Map<String, Boolean> BOOLEANS =
            Map.of("true", true, "True", true, "TRUE", true, "false", false, "False", false, "FALSE", false);

    private static final Map<String, Double> FLOATS = Map.of(
            ".nan",
            Double.NaN,
            ".NaN",
            Double.NaN,
            ".NAN",
            Double.NaN,
            ".inf",
            Double.POSITIVE_INFINITY,
            ".Inf",
            Double.POSITIVE_INFINITY,
            ".INF",
            Double.POSITIVE_INFINITY,
            "+.inf",
            Double.POSITIVE_INFINITY,
            "-.inf",
            Double.NEGATIVE_INFINITY,
            "-.Inf",
            Double.NEGATIVE_INFINITY,
            "-.INF",
            Double.NEGATIVE_INFINITY);

    /** Dates, and the numbers to base 60 of YAML 1.1. */
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}.*|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");

    private static final Pattern OLD_TRUE = Pattern.compile("y|Y|yes|Yes|YES|on|On|ON");
    private static final Pattern OLD_FALSE = Pattern.compile("n|N|no|No|NO|off|Off|OFF");

    public static boolean isNull(String text) {
        return text.isEmpty() || text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL");
    }

    public static Optional<Boolean> bool(String text, boolean isPlain) {
        if (isPlain && BOOLEANS.containsKey(text)) {
            return Optional.ofNullable(BOOLEANS.get(text));
        }
        if (text.length() > 3) {
            return Optional.empty();
        }
        if (OLD_TRUE.matcher(text).matches()) {
            return Optional.of(true);
        }
        return OLD_FALSE.matcher(text).matches() ? Optional.of(false) : Optional.empty();
    }

    /** A whole number: a {@code Long}, or a {@code BigInteger} from 2^63 to 2^64. */
    public static Optional<Number> integer(String text) {
        char first = text.isEmpty() ? 'x' : text.charAt(0);
        if (!Character.isDigit(first) && first != '-' && first != '+') {
            return Optional.empty();
        }
        String digits = text.replace("_", "");
        int start = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        if (digits.length() == start || !Character.isDigit(digits.charAt(start))) {
            return Optional.empty();
        }
        int radix = 10;
        String body = digits.substring(start);
        if (body.length() > 1 && body.charAt(0) == '0') {
            char kind = Character.toLowerCase(body.charAt(1));
            radix = kind == 'x' ? 16 : kind == 'b' ? 2 : 8;
            body = body.substring(kind == 'x' || kind == 'b' || kind == 'o' ? 2 : 1);
        }
        try {
            if (body.isEmpty() || body.charAt(0) == '-' || body.charAt(0) == '+') {
                return Optional.empty();
            }
            var value = new BigInteger(body, radix);
            return ranged(digits.startsWith("-") ? value.negate() : value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Number> ranged(BigInteger value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) >= 0) {
            return Optional.empty();
        }
        return Optional.of(value.bitLength() < 64 ? (Number) value.longValue() : value);
    }

    /** A whole number, also one written as a float such as {@code 1e3}. */
    public static Optional<Number> wholeNumber(String text) {
        Optional<Number> integer = integer(text);
        if (integer.isPresent() || !FLOAT.matcher(text).matches()) {
            return integer;
        }
        return ranged(new BigDecimal(text).toBigInteger());
    }

    public static Optional<Double> decimal(String text) {
        if (FLOATS.containsKey(text)) {
            return Optional.ofNullable(FLOATS.get(text));
        }
        return FLOAT.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    /** What the text means where any value is allowed: a boolean, a number or text; empty for null. */
    public static Optional<Object> any(String text) {
        if (isNull(text)) {
            return Optional.empty();
        }
        Boolean bool = BOOLEANS.get(text);
        if (bool != null) {
            return Optional.of(bool);
        }
        Optional<Number> integer = integer(text);
        if (integer.isPresent()) {
            return Optional.of(integer.get());
        }
        Optional<Double> decimal = decimal(text);
        return decimal.isPresent() ? Optional.of(decimal.get()) : Optional.of(text);
    }

    /** Whether unquoted text would be read as something other than text, by YAML 1.1 or 1.2. */
    static boolean needsQuotes(String text) {
        char first = text.isEmpty() ? '~' : text.charAt(0);
        boolean isWord = Character.isLetter(first);
        if (isWord || first == '~') {
            return isNull(text)
                    || BOOLEANS.containsKey(text)
                    || bool(text, false).isPresent();
        }
        return integer(text).isPresent()
                || decimal(text).isPresent()
                || TIME.matcher(text).matches();
    }

    private Scalars() {}
}
