package dev.slipway.talos.identity;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Talos minor version that a configuration is written for. Machines reject what they don't know, so everything
 * rendered is a function of it. Upstream: pkg/machinery/config/contract.go, VersionContract.
 */
public record Contract(int major, int minor) implements Comparable<Contract> {
    public static final Contract V1_10 = new Contract(1, 10);
    public static final Contract V1_11 = new Contract(1, 11);
    public static final Contract V1_12 = new Contract(1, 12);
    public static final Contract V1_13 = new Contract(1, 13);
    public static final Contract V1_14 = new Contract(1, 14);

    /** The contracts that are rendered, oldest first. */
    public static final List<Contract> SUPPORTED = List.of(V1_10, V1_11, V1_12, V1_13, V1_14);

    private static final Pattern VERSION =
            Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(\\.\\d{1,3})?([-+][0-9A-Za-z.+-]*)?");

    /** Reads the contract from a version such as {@code 1.13.9} or {@code v1.14}. */
    public static Contract of(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("invalid Talos version '" + version
                    + "': it must look like 1.14.1; write the version of the machines");
        }
        return new Contract(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Reads the contract of a version that can be rendered. */
    public static Contract supported(String version) {
        Contract contract = of(version);
        if (!SUPPORTED.contains(contract)) {
            throw new IllegalArgumentException(
                    "unsupported Talos version '" + version + "': configurations are rendered"
                            + " for " + SUPPORTED.get(0) + " to " + SUPPORTED.get(SUPPORTED.size() - 1)
                            + "; choose a version in this range");
        }
        return contract;
    }

    public boolean isAtLeast(Contract other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(Contract other) {
        int order = Integer.compare(major, other.major);
        return order == 0 ? Integer.compare(minor, other.minor) : order;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
