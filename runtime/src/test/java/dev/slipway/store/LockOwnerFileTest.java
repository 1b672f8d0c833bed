package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LockOwnerFileTest {
    private static String refusal(byte[] note, long now) {
        var asking = new LockOwner("bert", "neo", 2, "slipway down", now);
        return String.valueOf(
                LockOwnerFile.refused(Path.of(".slipway"), note, asking).getMessage());
    }

    @Test
    void agesAreWords() {
        assertEquals("a moment", LockOwnerFile.age(Duration.ofMillis(999)));
        assertEquals("1 second", LockOwnerFile.age(Duration.ofSeconds(1)));
        assertEquals("59 minutes", LockOwnerFile.age(Duration.ofMinutes(59)));
        assertEquals("1 hour", LockOwnerFile.age(Duration.ofMinutes(119)));
        assertEquals("40 days", LockOwnerFile.age(Duration.ofDays(40)));
    }

    @Test
    void aClockThatWentBackwardsIsSaidSo() {
        String message = refusal(LockOwnerFile.note(Sample.OWNER), Sample.OWNER.sinceMillis() - 1000);
        assertTrue(message.contains("a clock that was ahead"), message);
        assertFalse(message.contains("ago"), message);
    }

    @Test
    void aNoteThatCannotBeReadIsNoTrouble() {
        for (String note : new String[] {"", "pid", "\0\0\0", "host=x\npid=\n", "pid=12\nhost=h\nsince=yesterday"}) {
            String message = refusal(note.getBytes(StandardCharsets.UTF_8), 1);
            assertTrue(message.contains("is in use"), message);
            assertTrue(message.contains("wait until"), message);
        }
    }

    @Test
    void aNoteCannotSpeakToTheTerminal() {
        var hostile = new LockOwner("a\u001b[2J", "h\nost=b", 1, "x\r\ny", 0);
        String message = refusal(LockOwnerFile.note(hostile), 1);
        assertFalse(message.contains("\u001b"), message);
        assertFalse(message.contains("\r"), message);
    }
}
