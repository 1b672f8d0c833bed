package dev.slipway.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecretEncodingsTest {
    private static final String SECRET = "hunter2 \"of\" & a \\ \u00fc canary";

    private static String masked(String text) {
        return mask(SECRET).mask(text);
    }

    private static Mask mask(String secret) {
        var mask = new Mask();
        mask.add(secret);
        return mask;
    }

    @Test
    void base64IsKnownWhereverItBegins() {
        for (String user : new String[] {"", "a:", "ab:", "abc:", "root@pam!ci="}) {
            for (String after : new String[] {"", ";", "; and more"}) {
                byte[] all = (user + SECRET + after).getBytes(StandardCharsets.UTF_8);
                String text = masked("Basic " + Base64.getEncoder().encodeToString(all));
                assertTrue(text.contains(Secret.MASK), text);
                String rest = text.substring(text.indexOf(Secret.MASK) + Secret.MASK.length());
                assertTrue(rest.length() <= after.length() * 2 + 4, user + after + ": " + text);
            }
        }
    }

    @Test
    void addressesAndJsonAreKnown() {
        assertEquals("?t=" + Secret.MASK, masked("?t=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8)));
        assertEquals(
                "{\"t\":\"" + Secret.MASK + "\"}", masked("{\"t\":\"hunter2 \\\"of\\\" & a \\\\ \u00fc canary\"}"));
    }

    @Test
    void escapedFormsAreKnown() {
        String ascii = "hunter2 \\\"of\\\" & a \\\\ \\u00fc canary";
        String hex = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));
        for (String form : List.of(
                ascii,
                ascii.replace("fc", "FC"),
                "hunter2 &quot;of&quot; &amp; a \\ \u00fc canary",
                "hunter2 &#34;of&#34; &amp; a \\ \u00fc canary",
                hex,
                hex.toUpperCase(Locale.ROOT),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20"),
                "hunter2+%22of%22+%26+a+%5c+%c3%bc+canary")) {
            assertEquals("<" + Secret.MASK + ">", masked("<" + form + ">"));
        }
        assertEquals(Secret.MASK, mask("https://a/b'c").mask("https:\\/\\/a\\/b'c"));
        assertEquals(Secret.MASK, mask("it's a secret").mask("it&#x27;s a secret"));
    }

    @Test
    void whatIsShortIsKnownAsItIsAlone() {
        assertEquals(Set.of("1234"), SecretEncodings.of("1234"));
        assertEquals(Set.of("1234", "1234\n"), SecretEncodings.of("1234\n"));
        assertEquals(Set.of(), SecretEncodings.of("    "));
    }

    /** Wherever it begins and whatever is around it, at most three letters of it are left at the edge of a line. */
    @Test
    void base64IsKnownInLines() {
        for (int before = 0; before < 90; before++) {
            byte[] all = ("x".repeat(before) + SECRET + "y".repeat(40)).getBytes(StandardCharsets.UTF_8);
            String plain = Base64.getEncoder().encodeToString(all);
            for (String broken : List.of(plain, lines(plain, 76, "\r\n"), lines(plain, 64, "\n"))) {
                String whole = mask(SECRET).mask(broken);
                String byLine = broken.lines().map(mask(SECRET)::mask).collect(Collectors.joining("\n"));
                for (String masked : List.of(whole, byLine)) {
                    String bare = plain.substring(before * 8 / 6 + 2, (before + SECRET.length()) * 8 / 6 - 2);
                    for (int i = 0; i + 4 <= bare.length(); i++) {
                        assertFalse(masked.contains(bare.substring(i, i + 4)), before + ": " + masked);
                    }
                    assertTrue(masked.replaceAll("\\s", "").startsWith("eHh4".repeat(before / 3)), masked);
                }
            }
        }
    }

    private static String lines(String text, int columns, String end) {
        return text.replaceAll("(.{" + columns + "})", "$1" + end);
    }

    @Test
    void theAlphabetOfAddressesIsKnown() {
        String secret = "\u00ff\u00fe??>>~~canary";
        String text = Base64.getUrlEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        assertEquals(Secret.MASK, mask(secret).mask(text).replaceAll("=*$", "").substring(0, 3));
    }

    @Test
    void eachLineOfAKeyIsKnownAlone() {
        String key = "-----BEGIN KEY-----\n  MC4CAQAwBQYDK2VwBCIE\nshort\n            \n-----END KEY-----\n";
        assertEquals("> " + Secret.MASK + " a", mask(key).mask("> MC4CAQAwBQYDK2VwBCIE a"));
        assertEquals("a short            word", mask(key).mask("a short            word"));
        assertEquals("> " + Secret.MASK, mask(key).mask("> -----END KEY-----"));
    }

    @Test
    void whatOnlyLooksLikeItIsLeft() {
        String text = "QUJD aHVudGVy ZmVlZA==\n\nhunter2 of canaries\nMgwi\n";
        assertEquals(text, mask("a quite different secret").mask(text));
        assertEquals("", mask("a quite different secret").mask(""));
    }

    /** A secret of many lines and much that is said: one pass over it. */
    @Test
    void muchIsMaskedInOnePass() {
        String key = "0123456789abcdefghijklmnopqrstuvwxyz+/ABCDEFGHIJKLMNOPQRSTUVWXYZ\n".repeat(30);
        String said = "b3JkaW5hcnkgb3V0cHV0IG9mIGEgcHJvZ3JhbQ\n".repeat(50_000);
        Mask mask = mask(key);
        assertTimeout(Duration.ofSeconds(20), () -> assertEquals(said, mask.mask(said)));
    }
}
