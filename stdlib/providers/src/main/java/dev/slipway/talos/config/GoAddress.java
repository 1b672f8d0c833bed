package dev.slipway.talos.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** IP addresses and networks as Go's {@code net/netip} reads and writes them. */
public final class GoAddress {
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    static String address(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (zone == text.length() - 1 && zone >= 0) {
            throw new IllegalArgumentException(text);
        }
        if (!bare.contains(":")) {
            if (zone >= 0) {
                throw new IllegalArgumentException(text);
            }
            ipv4(bare);
            return bare;
        }
        return ipv6(bare) + (zone < 0 ? "" : text.substring(zone));
    }

    static String prefix(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || text.contains("%")) {
            throw new IllegalArgumentException(text);
        }
        String address = address(text.substring(0, slash));
        String bits = text.substring(slash + 1);
        int most = address.contains(":") ? 128 : 32;
        if (!bits.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(bits) > most) {
            throw new IllegalArgumentException(text);
        }
        return address + "/" + bits;
    }

    static String withPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0
                || !text.substring(colon + 1).matches("\\d{1,5}")
                || Integer.parseInt(text.substring(colon + 1)) > 65535) {
            throw new IllegalArgumentException(text);
        }
        String host = text.substring(0, colon);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        String address = address(isBracketed ? host.substring(1, host.length() - 1) : host);
        if (isBracketed != address.contains(":")) {
            throw new IllegalArgumentException(text);
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        return (isBracketed ? "[" + address + "]" : address) + ":" + port;
    }

    /** Upstream drops colons and decodes the rest (nethelpers.HardwareAddr). */
    static String hardware(String text) {
        String hex = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!hex.matches("([0-9a-f]{2})*")) {
            throw new IllegalArgumentException(text);
        }
        return hex.replaceAll("(..)(?!$)", "$1:");
    }

    /** Whether the text is an IP address. */
    public static boolean isAddress(String text) {
        try {
            address(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the text is a network with its length, such as {@code 10.0.0.0/24}. */
    public static boolean isPrefix(String text) {
        try {
            prefix(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int ipv4(String text) {
        if (!IPV4.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        int value = 0;
        for (String part : text.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255) {
                throw new IllegalArgumentException(text);
            }
            value = value << 8 | Integer.parseInt(part);
        }
        return value;
    }

    private static String ipv6(String text) {
        int[] groups = groups(text);
        boolean isMapped = groups[5] == 0xffff;
        for (int i = 0; i < 5; i++) {
            isMapped &= groups[i] == 0;
        }
        if (isMapped) {
            return "::ffff:" + (groups[6] >> 8) + "." + (groups[6] & 255) + "." + (groups[7] >> 8) + "."
                    + (groups[7] & 255);
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        var result = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                result.append("::");
                i += longest - 1;
            } else {
                if (result.length() > 0 && result.charAt(result.length() - 1) != ':') {
                    result.append(':');
                }
                result.append(Integer.toHexString(groups[i]));
            }
        }
        return result.toString();
    }

    private static int[] groups(String text) {
        String hex = text;
        if (text.contains(".")) {
            int colon = text.lastIndexOf(':');
            int last = ipv4(text.substring(colon + 1));
            hex = text.substring(0, colon + 1) + Integer.toHexString(last >>> 16) + ":"
                    + Integer.toHexString(last & 0xffff);
        }
        int gap = hex.indexOf("::");
        if (gap >= 0 && hex.indexOf("::", gap + 1) >= 0) {
            throw new IllegalArgumentException(text);
        }
        String[] head = parts(gap < 0 ? hex : hex.substring(0, gap));
        String[] tail = parts(gap < 0 ? "" : hex.substring(gap + 2));
        if (gap < 0 ? head.length != 8 : head.length + tail.length > 7) {
            throw new IllegalArgumentException(text);
        }
        int[] groups = new int[8];
        for (int i = 0; i < head.length; i++) {
            groups[i] = group(head[i]);
        }
        for (int i = 0; i < tail.length; i++) {
            groups[8 - tail.length + i] = group(tail[i]);
        }
        return groups;
    }

    private static String[] parts(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static int group(String text) {
        if (!text.matches("[0-9A-Fa-f]{1,4}")) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text, 16);
    }

    private GoAddress() {}
}
