package dev.slipway.talos.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's {@code time.ParseDuration} reads and {@code Duration.String} writes them: {@code 1h30m0s}. */
final class GoDuration {
    private static final Map<String, Long> UNITS = Map.of(
            "ns",
            1L,
            "us",
            1000L,
            "µs",
            1000L,
            "μs",
            1000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern ALL = Pattern.compile("[-+]?((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+");

    static String canonical(String text) {
        return write(parse(text));
    }

    static long parse(String text) {
        if (text.equals("0") || text.equals("+0") || text.equals("-0")) {
            return 0;
        }
        if (!ALL.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            Long unit = UNITS.get(matcher.group(2));
            var part = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit == null ? 0 : unit));
            nanos = nanos.add(part.setScale(0, RoundingMode.DOWN));
        }
        try {
            return (text.startsWith("-") ? nanos.negate() : nanos).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static String write(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        BigDecimal rest = BigDecimal.valueOf(nanos).abs();
        if (rest.compareTo(BigDecimal.valueOf(1_000_000_000L)) < 0) {
            String unit = rest.compareTo(BigDecimal.valueOf(1000)) < 0
                    ? "ns"
                    : rest.compareTo(BigDecimal.valueOf(1_000_000)) < 0 ? "µs" : "ms";
            return sign
                    + plain(rest.divide(
                            BigDecimal.valueOf(unit.equals("ns") ? 1 : unit.equals("µs") ? 1000 : 1_000_000)))
                    + unit;
        }
        BigDecimal[] hours = rest.divideAndRemainder(BigDecimal.valueOf(3_600_000_000_000L));
        BigDecimal[] minutes = hours[1].divideAndRemainder(BigDecimal.valueOf(60_000_000_000L));
        String text = plain(minutes[1].divide(BigDecimal.valueOf(1_000_000_000L))) + "s";
        if (hours[0].signum() > 0 || minutes[0].signum() > 0) {
            text = minutes[0].toPlainString() + "m" + text;
        }
        return sign + (hours[0].signum() > 0 ? hours[0].toPlainString() + "h" : "") + text;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private GoDuration() {}
}
