package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GuestsTest {
    private static final String ONE = "/nodes/trinity/qemu/100";

    private Lab lab;
    private Caller caller;

    @BeforeEach
    void open(@TempDir Path directory) {
        lab = Beds.lab(directory);
        caller = Beds.three(lab, "9.1", "qmcreate=60", "qmclone=600");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void create(String... more) {
        var form = new java.util.ArrayList<>(java.util.List.of(
                "vmid=100", "name=talos", "memory=2048", "cores=2", "scsi0=local-lvm:8", "net0=virtio,bridge=vmbr0"));
        form.addAll(java.util.List.of(more));
        assertEquals("OK", caller.done(caller.call("POST", "/nodes/trinity/qemu", form.toArray(String[]::new))));
    }

    private Map<?, ?> config(String path) {
        return (Map<?, ?>) caller.get(path + "/config").data();
    }

    @Test
    void aGuestIsMadeStartedStoppedAndRemoved() {
        create("tags=b;a", "ide2=local-lvm:cloudinit", "start=1");
        Map<?, ?> config = config(ONE);
        assertEquals("local-lvm:vm-100-disk-0,size=8G", config.get("scsi0"));
        assertEquals("local-lvm:vm-100-cloudinit,media=cdrom,size=4M", config.get("ide2"));
        assertTrue(String.valueOf(config.get("net0")).matches("virtio=BC:24:11(:[0-9A-F]{2}){3},bridge=vmbr0"));
        assertTrue(String.valueOf(config.get("smbios1")).startsWith("uuid="));
        assertEquals("2048", config.get("memory"), "memory is text");
        assertEquals(2L, config.get("cores"));
        assertEquals("a;b", config.get("tags"));
        assertEquals("order=scsi0;net0", config.get("boot"));
        String start = String.valueOf(caller.get("/nodes/trinity/tasks?typefilter=qmstart&source=all")
                .rows()
                .get(0)
                .get("upid"));
        assertEquals("OK", caller.await(start));
        assertEquals("running", caller.get(ONE + "/status/current").get("status"));
        assertEquals("VM 100 already running", caller.done(caller.call("POST", ONE + "/status/start")));
        assertEquals(
                "500 VM 100 is running - destroy failed",
                caller.call("DELETE", ONE).line());
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/status/shutdown")));
        assertEquals("OK", caller.done(caller.call("DELETE", ONE, "purge=1")));
        assertEquals(
                "500 Configuration file 'nodes/trinity/qemu-server/100.conf' does not exist",
                caller.get(ONE + "/config").line());
        assertEquals("100", caller.get("/cluster/nextid").data());
        Beds.assertProper(lab);
    }

    @Test
    void anIdIsNotKeptAndTheSecondOfTwoIsRefused(@TempDir Path directory) {
        lab.close();
        lab = Beds.lab(directory.resolve("slow"));
        caller = Beds.three(
                lab, "9.1", "qmcreate=100000"); // it is still at it when we ask, however slow this machine is
        caller.call("POST", "/nodes/trinity/qemu", "vmid=100");
        assertEquals(
                "500 unable to create VM 100 - VM 100 already exists on node 'trinity'",
                caller.call("POST", "/nodes/neo/qemu", "vmid=100").line());
        assertEquals("create", config(ONE).get("lock"));
        assertEquals(
                "500 can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout",
                caller.call("PUT", ONE + "/config", "cores=4").line());
    }

    @Test
    void whatCannotBeChangedInAGuestThatRunsIsPending() {
        create("start=1");
        caller.await(String.valueOf(caller.get("/nodes/trinity/tasks?typefilter=qmstart&source=all")
                .rows()
                .get(0)
                .get("upid")));
        String digest = String.valueOf(config(ONE).get("digest"));
        assertEquals(
                200,
                caller.call("PUT", ONE + "/config", "cores=4", "name=other", "digest=" + digest)
                        .status());
        assertEquals(
                "500 checksum mismatch (file change by other user?)",
                caller.call("PUT", ONE + "/config", "cores=5", "digest=" + digest)
                        .line());
        assertEquals(4L, caller.get(ONE + "/pending").row("key", "cores").get("pending"));
        assertEquals(2L, caller.get(ONE + "/pending").row("key", "cores").get("value"));
        assertEquals(2L, caller.get(ONE + "/config?current=1").get("cores"));
        assertEquals("other", caller.get(ONE + "/status/current").get("name"));
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/status/reboot")));
        assertEquals(4L, caller.get(ONE + "/config?current=1").get("cores"));
        assertEquals(
                400,
                caller.call("PUT", ONE + "/config", "cores=1", "delete=cores").status());
        assertEquals(
                "500 only root can set 'args' config",
                caller.call("PUT", ONE + "/config", "args=-x").line());
        Beds.assertProper(lab);
    }

    @Test
    void disksGrowMoveAndAreUnlinked() {
        create();
        assertEquals("OK", caller.done(caller.call("PUT", ONE + "/resize", "disk=scsi0", "size=+2G")));
        assertEquals(
                "shrinking disks is not supported",
                caller.done(caller.call("PUT", ONE + "/resize", "disk=scsi0", "size=1G")));
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/move_disk", "disk=scsi0", "storage=ceph-vm-disks")));
        assertEquals("ceph-vm-disks:vm-100-disk-0,size=10G", config(ONE).get("scsi0"));
        assertEquals("local-lvm:vm-100-disk-0", config(ONE).get("unused0"));
        assertEquals(200, caller.call("PUT", ONE + "/config", "delete=unused0").status());
        assertEquals(
                200, caller.call("PUT", ONE + "/config", "scsi1=local-lvm:4").status());
        assertEquals(
                200,
                caller.call("PUT", ONE + "/unlink", "idlist=scsi1", "force=1").status());
        assertEquals(null, config(ONE).get("scsi1"));
        assertEquals(null, config(ONE).get("unused0"));
        assertEquals(
                "500 storage 'local' does not support vm images",
                caller.call("PUT", ONE + "/config", "scsi1=local:4").line());
        assertEquals(
                "lvcreate error:   Volume group has insufficient free space",
                caller.call("PUT", ONE + "/config", "scsi1=local-lvm:4000").reason());
    }

    /** What is pending for a disk keeps the size that it was asked with, and comes back with the next start. */
    @Test
    void aDiskThatGrowsWhileAChangeIsPendingShrinksInTheFile() {
        create("start=1");
        caller.await(String.valueOf(caller.get("/nodes/trinity/tasks?typefilter=qmstart&source=all")
                .rows()
                .get(0)
                .get("upid")));
        assertEquals(
                200,
                caller.call("PUT", ONE + "/config", "scsi0=local-lvm:vm-100-disk-0,ssd=1")
                        .status());
        assertEquals("OK", caller.done(caller.call("PUT", ONE + "/resize", "disk=scsi0", "size=10G")));
        assertEquals(
                "local-lvm:vm-100-disk-0,size=10G",
                caller.get(ONE + "/config?current=1").get("scsi0"));
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/status/reboot")));
        assertEquals("local-lvm:vm-100-disk-0,size=8G,ssd=1", config(ONE).get("scsi0"));
        assertEquals(
                10L << 30,
                caller.get("/nodes/trinity/storage/local-lvm/content")
                        .row("volid", "local-lvm:vm-100-disk-0")
                        .get("size"));
    }

    /** qemu-server src/PVE/API2/Qemu.pm update_vm. */
    @Test
    void whatIsTakenOutIsNothingToStartFrom() {
        create("scsi1=local-lvm:1", "boot=order=scsi1;scsi0");
        assertEquals(200, caller.call("PUT", ONE + "/config", "delete=scsi1").status());
        assertEquals("order=scsi0", config(ONE).get("boot"));
        assertEquals(
                200,
                caller.call("PUT", ONE + "/config", "scsi1=local-lvm:vm-100-disk-1")
                        .status());
        assertEquals("order=scsi0", config(ONE).get("boot"));
        assertEquals(
                "500 invalid bootorder: device 'net9' does not exist'",
                caller.call("PUT", ONE + "/config", "boot=order=net9").line());
        assertEquals(
                200,
                caller.call("PUT", ONE + "/config", "ide2=local-lvm:cloudinit").status());
        assertEquals("order=scsi0;ide2", config(ONE).get("boot"));
        Caller.Heard unknown = caller.call("PUT", ONE + "/config", "delete=nosuch");
        assertEquals("400 Parameter verification failed.", unknown.line());
        assertTrue(unknown.body().contains("unknown option 'nosuch'"));
        assertEquals(200, caller.call("PUT", ONE + "/config", "protection=1").status());
        assertEquals(
                "500 can't remove drive 'scsi1' - protection mode enabled",
                caller.call("PUT", ONE + "/config", "delete=scsi1").line());
        assertEquals(
                "500 can't remove VM 100 - protection mode enabled",
                caller.call("DELETE", ONE).line());
        Beds.assertProper(lab);
    }

    /** Some of it by the task alone. */
    @Test
    void aGuestThatIsNotThere() {
        String gone = "unable to find configuration file for VM 100 on node 'trinity'";
        String file = "Configuration file 'nodes/trinity/qemu-server/100.conf' does not exist";
        assertEquals(gone, caller.done(caller.call("POST", ONE + "/status/stop")));
        assertEquals(gone, caller.done(caller.call("POST", ONE + "/status/shutdown")));
        assertEquals(file, caller.done(caller.call("POST", ONE + "/status/start")));
        assertEquals(file, caller.done(caller.call("PUT", ONE + "/resize", "disk=scsi0", "size=1G")));
        assertEquals("500 " + gone, caller.call("POST", ONE + "/status/reboot").line());
        assertEquals(
                "500 " + gone, caller.call("POST", ONE + "/clone", "newid=101").line());
        assertEquals("500 " + file, caller.call("DELETE", ONE).line());
    }

    @Test
    void aTemplateWithLinkedCopiesStays() {
        assertEquals(
                "OK", caller.done(caller.call("POST", "/nodes/trinity/qemu", "vmid=100", "scsi0=ceph-vm-disks:1")));
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/template")));
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/clone", "newid=101")));
        assertEquals(
                "base volume 'ceph-vm-disks:base-100-disk-0' is still in use by linked cloned",
                caller.done(caller.call("DELETE", ONE)));
    }

    @Test
    void templatesAreCopiedAndCopiesAreOthers() {
        create();
        assertEquals("OK", caller.done(caller.call("POST", ONE + "/template")));
        assertEquals("local-lvm:base-100-disk-0,size=8G", config(ONE).get("scsi0"));
        Caller.Heard begun =
                caller.call("POST", ONE + "/clone", "newid=101", "name=w1", "full=1", "storage=ceph-vm-disks");
        String copy = "/nodes/trinity/qemu/101";
        assertEquals("clone", config(copy).get("lock"));
        assertEquals("500 VM is locked (clone)", caller.call("DELETE", copy).line());
        assertEquals("OK", caller.done(begun));
        caller.unlocked(copy);
        assertEquals("ceph-vm-disks:vm-101-disk-0,size=8G", config(copy).get("scsi0"));
        assertNotEquals(config(ONE).get("net0"), config(copy).get("net0"));
        assertNotEquals(config(ONE).get("smbios1"), config(copy).get("smbios1"));
        assertEquals(
                "500 can't clone VM to node 'neo' (VM uses local storage)",
                caller.call("POST", ONE + "/clone", "newid=102", "target=neo").line());
        assertEquals("OK", caller.done(caller.call("POST", copy + "/migrate", "target=neo")));
        assertEquals(
                "neo",
                caller.get("/cluster/resources?type=vm").row("vmid", 101L).get("node"));
        assertEquals(
                "you can't start a vm if it's a template", caller.done(caller.call("POST", ONE + "/status/start")));
        Beds.assertProper(lab);
    }
}
