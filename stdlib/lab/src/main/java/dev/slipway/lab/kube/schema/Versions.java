package dev.slipway.lab.kube.schema;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of API versions: {@code v2, v1, v1beta1} (kubernetes/apimachinery: pkg/version/helpers.go). */
public final class Versions {
    private static final Pattern KNOWN = Pattern.compile("v([0-9]+)(?:(alpha|beta)([0-9]+))?");

    public static final Comparator<String> NEWEST_FIRST = (one, other) -> {
        long[] a = rank(one);
        long[] b = rank(other);
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return Long.compare(b[i], a[i]);
            }
        }
        return one.compareTo(other);
    };

    private Versions() {}

    private static long[] rank(String version) {
        Matcher known = KNOWN.matcher(version);
        if (!known.matches()) {
            return new long[] {-1, 0, 0};
        }
        String stage = known.group(2);
        long step = stage == null ? 2 : stage.equals("beta") ? 1 : 0;
        return new long[] {
            step, Long.parseLong(known.group(1)), known.group(3) == null ? 0 : Long.parseLong(known.group(3))
        };
    }
}
