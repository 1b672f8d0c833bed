package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {
    private static final Placement ECHO = new Placement("echo", "e1", Map.of("address", "10.0.3.10:7"));

    @TempDir
    Path directory;

    @Test
    void everythingIsThereAgainAfterARestart() {
        int port;
        String authority;
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(ECHO);
            port = lab.port("10.0.3.10:7");
            authority = lab.authority().pem();
            assertEquals("1 a", Talk.say(port, "a"));
            lab.fault(new Fault(Fault.LATENCY, "e1", "1", 0));
        }
        assertEquals("(refused)", Talk.say(port, "b"));
        try (Lab lab = Lab.open(directory, 1)) {
            assertEquals("2 b", Talk.say(port, "b"));
            assertEquals(authority, lab.authority().pem());
            assertEquals(1, lab.faults().list().size());
            assertEquals(2, lab.recorder().list().size());
        }
    }

    @Test
    void resetIsTheFirstDay() {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(ECHO);
            int port = lab.port("10.0.3.10:7");
            Talk.say(port, "a");
            lab.fault(new Fault(Fault.REFUSE, "*", "", 0));
            assertEquals("(refused)", Talk.say(port, "b"));
            lab.reset();
            assertEquals("1 c", Talk.say(port, "c"));
            assertEquals(1, lab.recorder().list().size());
        }
    }

    @Test
    void theNetworkFailsAsTold() {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(ECHO);
            int port = lab.port("10.0.3.10:7");
            lab.fault(new Fault(Fault.REFUSE, "e1", "", 1));
            assertEquals("(refused)", Talk.say(port, "a"));
            assertEquals("1 a", Talk.say(port, "a"));
            lab.fault(new Fault(Fault.SILENCE, "10.0.3.10:7", "", 1));
            assertEquals("(silence)", Talk.say(port, "a"));
            lab.fault(new Fault(Fault.CUT, "e1", "3", 1));
            assertTrue(Talk.say(port, "a long line").startsWith("("));
            lab.fault(new Fault(Fault.LATENCY, "e1", "300", 1));
            long before = System.nanoTime();
            assertEquals("3 b", Talk.say(port, "b"), "the second was cut short");
            assertTrue(System.nanoTime() - before > 300_000_000);
            lab.fault(new Fault(Fault.POWER, "e1", "", 0));
            assertEquals("(refused)", Talk.say(port, "a"));
            lab.faults().clear(Fault.POWER, "e1");
            assertEquals("4 c", Talk.say(port, "c"));
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(ECHO);
            lab.place(ECHO); // the same again changes nothing
            assertThrows(
                    IllegalArgumentException.class,
                    () -> lab.place(new Placement("echo", "e1", Map.of("address", "10.0.3.11:7"))));
            assertThrows(IllegalArgumentException.class, () -> lab.place(new Placement("toaster", "t", Map.of())));
            assertThrows(IllegalArgumentException.class, () -> lab.fault(new Fault("moonphase", "e1", "", 0)));
            assertThrows(IllegalArgumentException.class, () -> new Fault(Fault.CUT, "e1", "soon", 0));
        }
    }

    @Test
    void clientsReadWhereTheAddressesAre() throws Exception {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(ECHO);
            assertEquals(
                    "10.0.3.10:7 127.0.0.1:" + lab.port("10.0.3.10:7"),
                    Files.readString(directory.resolve("addresses")).strip());
        }
    }
}
