package dev.slipway.nat;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All addresses that begin alike. */
public record Net(Ip start, int prefix) {
    /** Reads a network such as 10.0.3.0/24; bits beyond the prefix must be zero. */
    public static Optional<Net> read(String text) {
        int slash = text.indexOf('/');
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(length);
        return Ip.read(text.substring(0, slash))
                .filter(start -> prefix <= start.bits()
                        && start.number().mod(size(start, prefix)).signum() == 0)
                .map(start -> new Net(start, prefix));
    }

    public boolean v6() {
        return start.v6();
    }

    /** Only those that no other of them holds, in an order of their own. */
    public static List<Net> widest(Stream<Net> networks) {
        List<Net> all =
                networks.distinct().sorted(Comparator.comparing(Net::toString)).toList();
        return all.stream()
                .filter(net -> all.stream()
                        .noneMatch(other -> !other.equals(net) && other.holds(net.start) && other.prefix < net.prefix))
                .toList();
    }

    boolean holds(Ip address) {
        return address.v6() == v6()
                && address.number().subtract(start.number()).signum() >= 0
                && address.number().subtract(start.number()).compareTo(size(start, prefix)) < 0;
    }

    private static BigInteger size(Ip start, int prefix) {
        return BigInteger.ONE.shiftLeft(start.bits() - prefix);
    }

    @Override
    public String toString() {
        return start + "/" + prefix;
    }
}
