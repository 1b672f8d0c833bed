package dev.slipway.lab.pve;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;

/** How values look in answers. */
final class ResponseText {
    static final long GIB = 1L << 30;

    private ResponseText() {}

    static Object number(String value) {
        return value.matches("-?(0|[1-9][0-9]{0,17})") ? (Object) Long.valueOf(value) : value;
    }

    static int truth(boolean truth) {
        return truth ? 1 : 0;
    }

    /** The digest by which one sees that somebody else has changed something. */
    static String digest(Object state) {
        return hex("SHA-1", String.valueOf(state).getBytes(StandardCharsets.UTF_8));
    }

    static String digest(Collection<? extends Record> records) {
        return digest((Object) records);
    }

    static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses a change that was thought out for another state. */
    static void unchanged(ApiCall call, String digest) {
        if (call.has("digest") && !call.text("digest").equals(digest)) {
            throw ApiException.because("detected modified configuration - file changed by other user? Try again.");
        }
    }
}
