package dev.slipway.lab.table;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the firewall of Proxmox VE reads addresses, ports and protocols. */
final class Literals {
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAME = Pattern.compile("((dc|guest)/)?[A-Za-z][A-Za-z0-9_-]+");
    private static final Pattern SET = Pattern.compile("\\+((dc|guest|sdn)/)?[A-Za-z][A-Za-z0-9_-]+");
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Set<String> PROTOCOLS =
            Set.of("tcp", "udp", "icmp", "icmpv6", "ipv6-icmp", "igmp", "gre", "esp", "ah", "sctp", "ospf", "vrrp");
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_PORTS = 15;

    private Literals() {}

    /** An address, or a network from its first address on. */
    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = bytes(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0 || bytes.length == 0) {
            return bytes.length > 0;
        }
        String length = text.substring(slash + 1);
        int bits = bytes.length * Byte.SIZE;
        if (!length.matches("[0-9]{1,3}") || number(length) > bits) {
            return false;
        }
        var first = new BigInteger(1, bytes);
        return first.signum() == 0 || first.getLowestSetBit() >= bits - number(length);
    }

    /** An address with any length: the bits of a host are cleaned away (pve-firewall Firewall.pm, clean_cidr). */
    static boolean isAddressOrCidr(String text) {
        int slash = text.indexOf('/');
        int bytes = bytes(slash < 0 ? text : text.substring(0, slash)).length;
        String length = text.substring(slash + 1);
        return bytes > 0 && (slash < 0 || length.matches("[0-9]{1,3}") && number(length) <= bytes * Byte.SIZE);
    }

    static boolean isCidrOrName(String text) {
        return NAME.matcher(text).matches() || isAddressOrCidr(text);
    }

    /** A set or a name, a range, or a list of addresses and networks, all of one version. */
    static boolean areAddresses(String text) {
        if (SET.matcher(text).matches() || NAME.matcher(text).matches() || isRange(text)) {
            return true;
        }
        List<String> all = List.of(text.split(",", -1));
        return all.stream().allMatch(Literals::isNetwork)
                && all.stream().map(one -> one.contains(":")).distinct().count() == 1;
    }

    private static boolean isRange(String text) {
        String[] ends = text.split("-", -1);
        return ends.length == 2
                && Stream.of(ends).allMatch(end -> bytes(end).length > 0)
                && bytes(ends[0]).length == bytes(ends[1]).length
                && new BigInteger(1, bytes(ends[0])).compareTo(new BigInteger(1, bytes(ends[1]))) <= 0;
    }

    /** Ports, ranges of them, which count as two, and names of services, which are taken at their word. */
    static boolean arePorts(String text) {
        int count = 0;
        for (String one : text.split(",", -1)) {
            String[] ends = one.split(":", -1);
            boolean numbers = ends.length <= 2
                    && Stream.of(ends).allMatch(end -> end.matches("[0-9]{1,5}") && number(end) <= HIGHEST_PORT)
                    && number(ends[0]) <= number(ends[ends.length - 1]);
            if (!numbers && !SERVICE.matcher(one).matches()) {
                return false;
            }
            count += numbers ? ends.length : 0;
        }
        return count <= MOST_PORTS;
    }

    static boolean isProtocol(String text) {
        return PROTOCOLS.contains(text) || (text.matches("[0-9]{1,3}") && number(text) <= 255);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** Nothing where it is no address. Names are never looked up. */
    private static byte[] bytes(String text) {
        boolean v4 = V4.matcher(text).matches();
        if (!v4 && !V6.matcher(text).matches()) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(v4 ? text : "[" + text + "]").getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
