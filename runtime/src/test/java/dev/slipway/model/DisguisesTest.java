package dev.slipway.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisguisesTest {
    private static final String SECRET = "hunter2 \"of\" & a \\ \u00fc canary";

    private static String masked(String text) {
        String masked = text;
        for (String form : Disguises.of(SECRET)) {
            masked = masked.replace(form, Secret.MASK);
        }
        return masked;
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
    void whatIsShortIsKnownAsItIsAlone() {
        assertEquals(Set.of("1234"), Disguises.of("1234"));
        assertEquals(Set.of("1234", "1234\n"), Disguises.of("1234\n"));
        assertEquals(Set.of(), Disguises.of("    "));
    }
}
