package dev.slipway.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and ages as they are typed and shown: {@code 500M}, {@code 30d}. */
final class Quantity {
    private static final String UNITS = "KMGT";
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})([KMGT])?(?:i?B)?");
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([mhd])");

    private Quantity() {}

    static long bytes(String text) {
        Matcher typed = BYTES.matcher(text);
        if (!typed.matches()) {
            throw ExitException.usage(
                    "invalid size '" + text + "'",
                    "a size is a whole number of bytes, or of K, M, G or T",
                    "write one like 500M or 20G");
        }
        String unit = typed.group(2) == null ? "" : typed.group(2);
        return Long.parseLong(typed.group(1)) << 10 * (unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1);
    }

    static Duration age(String text) {
        Matcher typed = AGE.matcher(text);
        if (!typed.matches()) {
            throw ExitException.usage(
                    "invalid age '" + text + "'",
                    "an age is a whole number of minutes (m), hours (h) or days (d)",
                    "write one like 12h or 30d");
        }
        long number = Long.parseLong(typed.group(1));
        return switch (typed.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    static String ofBytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double shown = bytes;
        int unit = -1;
        while (shown >= 1024 && unit < UNITS.length() - 1) {
            shown /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %ciB", shown, UNITS.charAt(unit));
    }

    /** How long ago something was, in the largest whole unit. */
    static String ofAge(Duration age) {
        if (age.toHours() < 1) {
            return Math.max(0, age.toMinutes()) + " min ago";
        }
        return age.toDays() < 1 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }
}
