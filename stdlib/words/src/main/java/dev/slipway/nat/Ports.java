package dev.slipway.nat;

import java.util.Optional;

/** A port, or some in a row. */
public record Ports(int first, int last) {
    private static final int MOST = 65535;

    /** Reads {@code 443} or {@code 8000-8010}. */
    public static Optional<Ports> read(String text) {
        if (!text.matches("\\d{1,9}(-\\d{1,9})?")) {
            return Optional.empty();
        }
        String[] ends = text.split("-", -1);
        return Optional.of(new Ports(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
    }

    boolean exist() {
        return first >= 1 && first <= last && last <= MOST;
    }

    boolean meet(Ports other) {
        return first <= other.last && other.first <= last;
    }

    public boolean single() {
        return first == last;
    }

    @Override
    public String toString() {
        return single() ? Integer.toString(first) : first + "-" + last;
    }
}
