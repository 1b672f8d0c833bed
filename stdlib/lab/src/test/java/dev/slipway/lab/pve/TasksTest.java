package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Fault;
import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TasksTest {
    private static final String ONE = "/nodes/trinity/qemu/100";

    @TempDir
    Path directory;

    private static void template(Caller caller) {
        assertEquals("OK", caller.done(caller.call("POST", "/nodes/trinity/qemu", "vmid=100", "scsi0=local-lvm:8")));
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/template")));
    }

    @Test
    void aTaskGoesOnWhenTheLabIsStartedAgain() {
        String upid;
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "qmclone=600");
            template(caller);
            upid = String.valueOf(
                    caller.call("POST", ONE + "/clone", "newid=101").data());
            assertEquals(
                    "running",
                    caller.get("/nodes/trinity/tasks/" + upid + "/status").get("status"));
        }
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Caller.of(lab, Beds.TRINITY);
            assertEquals("clone", caller.get("/nodes/trinity/qemu/101/config").get("lock"));
            assertEquals("OK", caller.await(upid));
            caller.unlocked("/nodes/trinity/qemu/101");
            assertEquals(
                    "TASK OK",
                    caller.get("/nodes/trinity/tasks/" + upid + "/log")
                            .row("n", 1L)
                            .get("t"));
            assertEquals(
                    upid,
                    caller.get("/nodes/trinity/tasks?typefilter=qmclone&vmid=100")
                            .rows()
                            .get(0)
                            .get("upid"));
            assertEquals(
                    "400 Parameter verification failed.",
                    caller.get("/nodes/neo/tasks/" + upid + "/status").line());
        }
    }

    @Test
    void whoeverWaitsTooLongForALockGetsATimeout() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "allocate=60", "qmclone=1");
            template(caller);
            var upids = new ArrayList<String>();
            for (int id = 101; id <= 105; id++) {
                upids.add(String.valueOf(caller.call("POST", ONE + "/clone", "newid=" + id, "full=1")
                        .data()));
            }
            List<String> ends = upids.stream().map(caller::await).toList();
            assertTrue(ends.contains("OK"), ends.toString());
            assertTrue(
                    ends.contains("can't lock file '/var/lock/pve-manager/pve-storage-local-lvm' - got timeout"),
                    ends.toString());
            long made = ends.stream().filter("OK"::equals).count();
            assertEquals(
                    made + 1, caller.get("/cluster/resources?type=vm").rows().size(), "nothing is half made");
        }
    }

    @Test
    void tasksFailAsTold() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "8.4");
            template(caller);
            lab.fault(new Fault("lock-timeout", "home", "", 1));
            assertEquals(
                    "can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout",
                    caller.done(caller.call("POST", ONE + "/clone", "newid=101")));
            lab.fault(new Fault("task-fails", "home", "qmclone", 1));
            assertEquals("it was not to be", caller.done(caller.call("POST", ONE + "/clone", "newid=101")));
            lab.fault(new Fault("worker-died", "home", "", 1));
            assertEquals("unexpected status", caller.done(caller.call("POST", ONE + "/clone", "newid=101")));
            assertEquals("clone", caller.get("/nodes/trinity/qemu/101/config").get("lock"), "as a crash leaves it");
            lab.fault(new Fault("no-worker", "home", "", 1));
            assertEquals(
                    "500 got no worker upid - start worker failed",
                    caller.call("POST", ONE + "/status/start").line());
            lab.fault(new Fault("no-quorum", "home", "", 1));
            assertEquals(
                    "500 cluster not ready - no quorum?",
                    caller.call("POST", "/pools", "poolid=p").line());
        }
    }

    @Test
    void threeWorkersAnswerAndWhoComesTooLateHearsNothing() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "call=100", "calls=4");
            var heard = new ArrayList<String>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 12; i++) {
                var thread = new Thread(() -> {
                    String line = caller.get("/nodes/neo/storage").line();
                    synchronized (heard) {
                        heard.add(line);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(heard.contains("596 Connection timed out"), heard.toString());
            assertTrue(heard.contains("200 OK"), heard.toString());
            assertTrue(lab.recorder().list().stream()
                    .anyMatch(request -> request.violations().toString().contains("requests at once, more than 4")));
        }
    }
}
