package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of the whole cluster are as old as the last beat; those of a node, and what the cluster itself knows, are not. */
class ListsTest {
    private static final String ALL = "/nodes/trinity/qemu";
    private static final String ONE = ALL + "/7001";

    private Lab lab;
    private Caller caller;

    @BeforeEach
    void open(@TempDir Path directory) {
        lab = Lab.open(directory, 0);
        caller = Beds.three(lab, "9.1", "qmcreate=1", "qmstart=1", "qmstop=1", "qmdestroy=1", "qmtemplate=1");
        pass(20);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void pass(int seconds) {
        lab.clock().move(Duration.ofSeconds(seconds));
    }

    private void done(String method, String path, String... form) {
        Caller.Heard begun = caller.call(method, path, form);
        pass(1);
        assertEquals("OK", caller.done(begun));
    }

    private Map<String, Object> listed() {
        return caller.get("/cluster/resources?type=vm").row("vmid", 7001L);
    }

    private Map<String, Object> there() {
        return caller.get(ALL).row("vmid", 7001L);
    }

    @Test
    void aNewGuestIsUnknownUntilTheNextBeatAndAReusedNumberShowsItsFormerGuest() {
        done("POST", ALL, "vmid=7001", "name=evi", "tags=x");
        assertEquals(Set.of("id", "vmid", "node", "type", "status", "tags"), listed().keySet());
        assertEquals("unknown", listed().get("status"));
        done("POST", ONE + "/status/start");
        assertEquals("running", there().get("status"));
        assertEquals("evi", there().get("name"));
        assertEquals("unknown", listed().get("status"));
        pass(8);
        assertEquals("running", listed().get("status"));
        assertEquals("evi", listed().get("name"));
        done("POST", ONE + "/status/stop");
        done("DELETE", ONE);
        assertEquals(0, caller.get("/cluster/resources?type=vm").rows().size());
        done("POST", ALL, "vmid=7001", "name=second", "memory=2048");
        assertEquals("second", there().get("name"));
        assertEquals("evi", listed().get("name"));
        assertEquals("running", listed().get("status"));
        assertEquals(512L << 20, listed().get("maxmem"));
        done("POST", ONE + "/template");
        assertEquals(1L, there().get("template"));
        assertEquals(0L, listed().get("template"));
        pass(10);
        assertEquals("second", listed().get("name"));
        assertEquals("stopped", listed().get("status"));
        assertEquals(1L, listed().get("template"));
        Beds.assertProper(lab);
    }

    @Test
    void theRowOfAGuestThatIsGoneIsForgottenAfterFiveMinutes() {
        done("POST", ALL, "vmid=7001", "name=evi");
        pass(10);
        done("DELETE", ONE);
        pass(320);
        caller.get("/cluster/resources");
        done("POST", ALL, "vmid=7001", "name=second");
        assertEquals("unknown", listed().get("status"));
    }
}
