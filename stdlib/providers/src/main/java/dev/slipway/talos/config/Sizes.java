package dev.slipway.talos.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as upstream reads them with go-humanize: 10GiB, 1.5 TB, 512. */
final class Sizes {
    private static final Pattern SIZE = Pattern.compile("([0-9.,]+) *([A-Za-z]*)");
    private static final Pattern CONDITION = Pattern.compile("(>=|<=|>|<|==)?(.*)", Pattern.DOTALL);
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");

    private static final Map<String, Integer> POWERS =
            Map.of("", 0, "b", 0, "k", 1, "m", 2, "g", 3, "t", 4, "p", 5, "e", 6);

    /** The text as given, when it is a size that may be negative (block.ByteSize keeps what was written). */
    static String bytes(String text) {
        parse(text.startsWith("-") ? text.substring(1) : text);
        return text;
    }

    static String percent(String text) {
        if (!text.endsWith("%")) {
            throw new IllegalArgumentException(text);
        }
        String number =
                text.startsWith("-") ? text.substring(1, text.length() - 1) : text.substring(0, text.length() - 1);
        if (!number.matches("[+]?[0-9]+(\\.[0-9]*)?")
                || new BigDecimal(number.replace("+", "")).compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    static String bytesOrPercent(String text) {
        return text.contains("%") ? percent(text) : bytes(text);
    }

    static String condition(String text) {
        String condition = text.strip();
        Matcher matcher = CONDITION.matcher(condition);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        parse(matcher.group(2).strip());
        return condition;
    }

    /** Upstream prints a size in round units when that loses nothing, and in bytes otherwise (v1alpha1.DiskSize). */
    static Object diskSize(String text) {
        BigInteger bytes = parse(text);
        if (bytes.mod(BigInteger.valueOf(1000)).signum() == 0) {
            String human = human(bytes);
            if (parse(human).equals(bytes)) {
                return human;
            }
        }
        return bytes.bitLength() < 64 ? (Object) bytes.longValue() : bytes;
    }

    static BigInteger parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        boolean isBinary = unit.endsWith("i") || unit.endsWith("ib");
        String prefix = unit.replaceAll("(i|ib|b)$", "");
        Integer power = POWERS.get(unit.equals("b") ? "b" : prefix);
        if (power == null || (isBinary && power == 0)) {
            throw new IllegalArgumentException(text);
        }
        try {
            var number = new BigDecimal(matcher.group(1).replace(",", ""));
            return number.multiply(BigDecimal.valueOf(isBinary ? 1024 : 1000).pow(power))
                    .toBigInteger();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** As {@code humanize.Bytes}: one decimal below ten, none above. */
    private static String human(BigInteger bytes) {
        if (bytes.compareTo(BigInteger.TEN) < 0) {
            return bytes + " B";
        }
        int unit = 0;
        double value = bytes.doubleValue();
        while (unit < UNITS.size() - 1 && value >= 1000) {
            value /= 1000;
            unit++;
        }
        double rounded = Math.floor(value * 10 + 0.5) / 10;
        return String.format(Locale.ROOT, rounded < 10 ? "%.1f %s" : "%.0f %s", rounded, UNITS.get(unit));
    }

    private Sizes() {}
}
