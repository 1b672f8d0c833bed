package dev.slipway.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class FormerKindsTest {
    private static final Fields INPUTS = Fields.of("name", "web");

    @Test
    void aFormerNameIsReadAsTodays() {
        var today = new TaskKey("proxmox.vm", "web");
        assertEquals(today, TaskKey.parse("pve.vm/web"));
        var former = new Encoder();
        former.text("pve.vm");
        former.text("web");
        assertEquals(today, new Decoder(former.toBytes()).key());
        assertEquals("pvestat/a", TaskKey.parse("pvestat/a").toString());
    }

    @Test
    void aNewNameDoesNotChangeTheFingerprint() {
        assertEquals(fingerprint("pve.vm"), fingerprint("proxmox.vm"));
        assertNotEquals(fingerprint("host.vm"), fingerprint("proxmox.vm"));
    }

    private static Fingerprint fingerprint(String kind) {
        return Hasher.spare(hasher -> hasher.task(kind, 1, INPUTS));
    }
}
