package dev.slipway.lab.kube.object;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount such as {@code 500m} or {@code 2Gi}, and its canonical form (kubernetes/apimachinery: pkg/api/resource/quantity.go). */
public record Quantity(BigDecimal amount, Format format) {
    /** How the amount is written. */
    enum Format {
        DECIMAL,
        BINARY,
        EXPONENT
    }

    public static final String MISMATCH =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private static final Pattern PATTERN = Pattern.compile(
            "([+-]?)([0-9]*(?:\\.[0-9]*)?)(?:(n|u|m|k|M|G|T|P|E)|(Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?[0-9]+))?");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigDecimal NANO = new BigDecimal("0.000000001");

    /** Reads an amount, or throws what upstream says of it. */
    public static Quantity parse(String text) {
        Matcher parts = PATTERN.matcher(text);
        if (!parts.matches() || parts.group(2).isEmpty() || parts.group(2).equals(".")) {
            throw new IllegalArgumentException(MISMATCH);
        }
        String digits = parts.group(2).startsWith(".") ? "0" + parts.group(2) : parts.group(2);
        var amount = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
        Format format = Format.DECIMAL;
        if (parts.group(3) != null) {
            amount = amount.scaleByPowerOfTen(3 * (DECIMAL.indexOf(parts.group(3)) - 3));
        } else if (parts.group(4) != null) {
            amount = amount.multiply(new BigDecimal(BigInteger.TWO.pow(10 * BINARY.indexOf(parts.group(4)))));
            format = Format.BINARY;
        } else if (parts.group(5) != null) {
            amount = amount.scaleByPowerOfTen(Integer.parseInt(parts.group(5)));
            format = Format.EXPONENT;
        }
        amount = amount.setScale(9, RoundingMode.UP);
        if (parts.group(1).equals("-")) {
            amount = amount.negate();
        }
        return new Quantity(amount, format);
    }

    public static boolean isValid(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The canonical form: no fraction, and the largest suffix that leaves none. */
    public String text() {
        if (amount.signum() == 0) {
            return "0";
        }
        boolean whole = amount.remainder(BigDecimal.ONE).signum() == 0;
        if (format == Format.BINARY && whole && amount.abs().compareTo(BigDecimal.ONE) >= 0) {
            BigInteger left = amount.toBigIntegerExact();
            int power = 0;
            BigInteger kibi = BigInteger.valueOf(1024);
            while (power < 6 && left.mod(kibi).signum() == 0) {
                left = left.divide(kibi);
                power++;
            }
            return left + BINARY.get(power);
        }
        BigInteger left = amount.divide(NANO).toBigIntegerExact();
        int power = 0;
        BigInteger thousand = BigInteger.valueOf(1000);
        while (power < 9 && left.mod(thousand).signum() == 0) {
            left = left.divide(thousand);
            power++;
        }
        int exponent = 3 * (power - 3);
        if (format == Format.EXPONENT) {
            return left + (exponent == 0 ? "" : "e" + exponent);
        }
        return left + DECIMAL.get(power);
    }
}
