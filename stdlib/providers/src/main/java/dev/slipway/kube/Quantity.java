package dev.slipway.kube;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts such as {@code 500m} and {@code 1Gi}, which the API server writes in its own way: 0.5 becomes 500m. The grammar is
 * that of k8s.io/apimachinery pkg/api/resource quantity.go.
 */
final class Quantity {
    private static final Pattern FORM = Pattern.compile(
            "([+-]?[0-9]+(?:\\.[0-9]*)?|[+-]?\\.[0-9]+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,3})?");

    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("P", new BigDecimal("1e15")),
            Map.entry("E", new BigDecimal("1e18")),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private static final Set<String> HOLDERS = Set.of(
            "limits",
            "requests",
            "hard",
            "capacity",
            "max",
            "min",
            "default",
            "defaultRequest",
            "maxLimitRequestRatio",
            "podFixed");

    private static final Set<String> FIELDS = Set.of("sizeLimit", "divisor", "averageValue");

    private Quantity() {}

    /** Whether a field holds an amount. */
    static boolean isAt(List<String> path) {
        int last = path.size() - 1;
        return last > 0 && (FIELDS.contains(path.get(last)) || HOLDERS.contains(path.get(last - 1)));
    }

    static boolean same(String one, String other) {
        Optional<BigDecimal> a = read(one);
        Optional<BigDecimal> b = read(other);
        return a.isPresent() && b.isPresent() && a.get().compareTo(b.get()) == 0;
    }

    private static Optional<BigDecimal> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            return Optional.of(number);
        }
        BigDecimal factor = UNITS.get(unit);
        return Optional.of(
                factor == null
                        ? number.scaleByPowerOfTen(Integer.parseInt(unit.substring(1)))
                        : number.multiply(factor));
    }
}
