package dev.slipway.lab.pve;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which addresses of a node lie in a network of Ceph. */
final class CephNetwork {
    private CephNetwork() {}

    private static boolean isIn(String address, String network) {
        int slash = network.indexOf('/');
        byte[] one = bytes(address);
        byte[] other = bytes(network.substring(0, slash));
        int free = other.length * Byte.SIZE - Integer.parseInt(network.substring(slash + 1));
        return one.length == other.length
                && new BigInteger(1, one).shiftRight(free).equals(new BigInteger(1, other).shiftRight(free));
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress(); // no name is ever given, so none is looked up
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    private static List<String> addresses(Node node, String network) {
        return Stream.concat(
                        Stream.of(node.self().ip()),
                        node.interfaces.values().stream()
                                .flatMap(one -> Stream.of("cidr", "cidr6", "address", "address6")
                                        .map(name -> one.option(name, "").replaceFirst("/.*", ""))))
                .filter(address -> address.matches("[0-9a-fA-F:.]+") && isIn(address, network))
                .distinct()
                .toList();
    }

    /** Where a monitor listens: {@code $find_mon_ips}, pve-manager PVE/API2/Ceph/MON.pm. */
    static String monitor(ApiCall call, ConfigSection conf) {
        Optional<String> network = Optional.of(conf.option("network", "")).filter(text -> !text.isEmpty());
        String wanted = call.text("mon-address", "");
        String node = call.node().name();
        if (network.isEmpty()) {
            return wanted.isEmpty() ? call.node().self().ip() : wanted;
        }
        List<String> there = addresses(call.node(), network.get());
        if (!wanted.isEmpty() && !there.contains(wanted)) {
            throw ApiException.because("Specified monitor IP '" + wanted + "' not configured or up on " + node + "!");
        } else if (wanted.isEmpty() && there.isEmpty()) {
            throw ApiException.because("No active IP found for the requested ceph public network '" + network.get()
                    + "' on node '" + node + "'");
        } else if (wanted.isEmpty() && there.size() > 1) {
            throw ApiException.because("Multiple IPs for ceph public network '" + network.get() + "' detected on "
                    + node + ":\n" + String.join("\n", there) + "\nuse 'mon-address' to specify one of them.");
        }
        return wanted.isEmpty() ? there.get(0) : wanted;
    }

    /** Whether disks of a node can copy to each other: {@code createosd}, pve-manager PVE/API2/Ceph/OSD.pm. */
    static void checkDisks(ApiCall call, ConfigSection conf) {
        String network = conf.option("cluster-network", conf.option("network", ""));
        if (!network.isEmpty() && addresses(call.node(), network).isEmpty()) {
            throw ApiException.because("No address from ceph cluster network (" + network + ") found on node '"
                    + call.node().name() + "'. Check your network config.");
        }
    }
}
