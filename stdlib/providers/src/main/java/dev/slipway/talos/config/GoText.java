package dev.slipway.talos.config;

import java.util.Base64;

/** Text forms that need no more than a check. */
final class GoText {
    /** Standard base64 with padding; line breaks are ignored, as Go's decoder does. */
    static String base64(String text) {
        String joined = text.replace("\n", "").replace("\r", "");
        byte[] bytes = Base64.getDecoder().decode(joined);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Upstream: pkg/machinery/nethelpers/routingtable.go. */
    static String routingTable(String text) {
        if (text.matches("unspec|default|main|local")) {
            return text;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > 252) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private GoText() {}
}
