package dev.slipway.lab.pve;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Addresses and networks as the firewall keeps them: pve-firewall PVE/Firewall.pm, clean_cidr and parse_ip_or_cidr. */
final class Cidr {
    private static final int BITS = 128;

    private Cidr() {}

    /** Without the bits of a host, and without a length that says nothing. */
    static String clean(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return text;
        }
        byte[] bytes = bytes(text.substring(0, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        int whole = bytes.length * Byte.SIZE;
        if (length == whole) {
            return text.substring(0, slash);
        }
        BigInteger first = new BigInteger(1, bytes).shiftRight(whole - length).shiftLeft(whole - length);
        return address(first, whole) + "/" + length;
    }

    /** Without a length that says nothing. */
    static String bare(String text) {
        return text.replaceFirst(text.contains(":") ? "/128$" : "/32$", "");
    }

    /** Whether an address lies in one, in a range or in a network. */
    static boolean holds(String text, String address) {
        BigInteger wanted = new BigInteger(1, bytes(address));
        String[] ends = text.split("-", -1);
        if (text.contains(":") != address.contains(":")) {
            return false;
        } else if (ends.length == 2) {
            return new BigInteger(1, bytes(ends[0])).compareTo(wanted) <= 0
                    && wanted.compareTo(new BigInteger(1, bytes(ends[1]))) <= 0;
        }
        String length = text.contains("/") ? text.replaceFirst(".*/", "") : address.contains(":") ? "128" : "32";
        return clean(address + "/" + length).equals(clean(text.replaceFirst("/.*", "") + "/" + length));
    }

    private static String address(BigInteger number, int bits) {
        if (bits != BITS) {
            return IntStream.of(24, 16, 8, 0)
                    .mapToObj(shift -> String.valueOf(number.shiftRight(shift).intValue() & 0xff))
                    .collect(Collectors.joining("."));
        }
        String full = IntStream.rangeClosed(1, 8)
                .mapToObj(i ->
                        Integer.toHexString(number.shiftRight(BITS - 16 * i).intValue() & 0xffff))
                .collect(Collectors.joining(":"));
        String longest = "";
        for (String run = "0:0:0:0:0:0:0:0"; run.length() > 1 && longest.isEmpty(); run = run.substring(2)) {
            longest = (":" + full + ":").contains(":" + run + ":") ? run : "";
        }
        return longest.isEmpty()
                ? full
                : (":" + full + ":")
                        .replaceFirst(":" + longest + ":", "::")
                        .replaceFirst("^:(?!:)", "")
                        .replaceFirst("(?<!:):$", "");
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
