package dev.slipway.nat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address of IPv4 or IPv6. */
public record Ip(BigInteger number, boolean v6) {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");
    private static final int BYTES_OF_V4 = 4;
    private static final int BYTES_OF_V6 = 16;

    /** Reads an address; never asks a name server. */
    public static Optional<Ip> read(String text) {
        boolean v6 = V6.matcher(text).matches();
        if (!v6 && !V4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(v6 ? "[" + text + "]" : text).getAddress();
            boolean fits = bytes.length == (v6 ? BYTES_OF_V6 : BYTES_OF_V4);
            return fits ? Optional.of(new Ip(new BigInteger(1, bytes), v6)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    int bits() {
        return (v6 ? BYTES_OF_V6 : BYTES_OF_V4) * Byte.SIZE;
    }

    InetAddress address() {
        var bytes = new byte[bits() / Byte.SIZE];
        byte[] raw = number.toByteArray();
        int length = Math.min(raw.length, bytes.length);
        System.arraycopy(raw, raw.length - length, bytes, bytes.length - length, length);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether packets for it can be sent on: not the machine itself, not broadcast, not unspecified. */
    boolean isOfOne() {
        InetAddress address = address();
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !address.isLinkLocalAddress()
                && !toString().equals("255.255.255.255");
    }

    /** Whether only networks of one's own know it. */
    boolean isPrivate() {
        int top = number.shiftRight(bits() - Byte.SIZE).intValue();
        return v6 ? (top & 0xfe) == 0xfc : address().isSiteLocalAddress();
    }

    /** The longest run of zeros becomes two colons, as RFC 5952 asks. */
    @Override
    public String toString() {
        String all = address().getHostAddress();
        Matcher zeros = ZEROS.matcher(all);
        int from = -1;
        int to = -1;
        while (v6 && zeros.find()) {
            if (zeros.end() - zeros.start() > to - from) {
                from = zeros.start();
                to = zeros.end();
            }
        }
        return from < 0 ? all : all.substring(0, from) + "::" + all.substring(to);
    }
}
