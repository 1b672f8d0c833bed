package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Firmware, TPM and devices of guests: what is made, refused, moved and removed. */
@Timeout(60)
class HardwareTest {
    private static final String ALL = "/nodes/trinity/qemu";
    private static final String ONE = ALL + "/100";
    private static final String EFI = "efidisk0=local-lvm:1,efitype=4m,pre-enrolled-keys=1";
    private static final String TPM = "tpmstate0=local-lvm:1,version=v2.0";
    private static final String NO_TASK_YET = "403 Permission check failed ";

    private Lab lab;
    private Caller root;

    @BeforeEach
    void open(@TempDir Path directory) {
        lab = Beds.lab(directory);
        root = Beds.three(lab, "9.1", "images=https://example.org/x.iso#1#");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void create(String... options) {
        var form = new java.util.ArrayList<>(List.of("vmid=100", "name=web", "memory=1024"));
        form.addAll(List.of(options));
        assertEquals("OK", root.done(root.call("POST", ALL, form.toArray(String[]::new))));
    }

    private Map<?, ?> config() {
        return (Map<?, ?>) root.get(ONE + "/config").data();
    }

    private List<Object> volumes(String storage) {
        return root.get("/nodes/trinity/storage/" + storage + "/content").rows().stream()
                .map(row -> row.get("volid"))
                .toList();
    }

    private String changed(Caller by, String... options) {
        Caller.Heard heard = by.call("POST", ONE + "/config", options);
        return heard.status() == 200 ? by.await(String.valueOf(heard.data())) : heard.line();
    }

    @Test
    void firmwareAndTpmAreOnDisksOfTheGuestThatGoWithIt() {
        create("bios=ovmf", "machine=q35", EFI, TPM, "scsi0=local-lvm:8");
        assertEquals("local-lvm:vm-100-disk-0,efitype=4m,pre-enrolled-keys=1,size=4M", config().get("efidisk0"));
        assertEquals("local-lvm:vm-100-disk-2,size=4M,version=v2.0", config().get("tpmstate0"));
        assertEquals(3, volumes("local-lvm").size());
        assertEquals("OK", root.done(root.call("POST", ONE + "/clone", "newid=101", "full=1")));
        root.unlocked(ALL + "/101");
        assertEquals(6, volumes("local-lvm").size());
        String move = ONE + "/move_disk";
        assertEquals("OK", root.done(root.call("POST", move, "disk=efidisk0", "storage=ceph-vm-disks", "delete=1")));
        assertTrue(String.valueOf(config().get("efidisk0")).startsWith("ceph-vm-disks:vm-100-disk-0"));
        assertEquals("OK", root.done(root.call("POST", ONE + "/status/start")));
        assertEquals(
                "storage migration failed: cannot move TPM state while VM is running",
                root.done(root.call("POST", move, "disk=tpmstate0", "storage=ceph-vm-disks", "delete=1")));
        assertEquals(
                "500 cannot clone TPM state while VM is running",
                root.call("POST", ONE + "/clone", "newid=102", "full=1").line());
        assertEquals("OK", root.done(root.call("POST", ONE + "/status/stop")));
        assertEquals("OK", root.done(root.call("DELETE", ONE)));
        assertEquals(3, volumes("local-lvm").size());
        assertEquals(List.of(), volumes("ceph-vm-disks"));
        Beds.assertProper(lab);
    }

    @Test
    void anEfiDiskIsAsLargeAsItsStorageRoundsIt() {
        create("bios=ovmf", "efidisk0=ceph-vm-disks:1,efitype=4m");
        assertEquals("ceph-vm-disks:vm-100-disk-0,efitype=4m,size=1M", config().get("efidisk0"));
        assertEquals("OK", changed(root, "delete=efidisk0,bios"));
        assertEquals("ceph-vm-disks:vm-100-disk-0", config().get("unused0"));
    }

    @Test
    void aTpmKeepsItsVersion() {
        create(TPM);
        assertEquals(
                "cannot change TPM state version after creation",
                changed(root, "tpmstate0=local-lvm:vm-100-disk-0,version=v1.2"));
    }

    @Test
    void whatTheGuestCannotTakeWhileItRunsWaits() {
        create("ostype=l26");
        assertEquals("OK", root.done(root.call("POST", ONE + "/status/start")));
        assertEquals(
                "OK",
                changed(root, "serial0=socket", "rng0=source=/dev/urandom", "balloon=512", "usb0=mapping=key", EFI));
        var pending = root.get(ONE + "/pending").rows().stream()
                .filter(row -> row.containsKey("pending"))
                .map(row -> row.get("key"))
                .toList();
        assertEquals(List.of("efidisk0", "rng0", "serial0"), pending);
        assertEquals("OK", changed(root, "balloon=0"));
        assertEquals(0L, root.get(ONE + "/pending").row("key", "balloon").get("pending"));
        Beds.assertProper(lab);
    }

    @Test
    void nonsenseIsRefused() {
        create();
        assertEquals(
                "500 balloon value too large (must be smaller than assigned memory)",
                root.call("PUT", ONE + "/config", "balloon=2048").line());
        assertEquals(
                "500 balloon value too large (must be smaller than assigned memory)",
                root.call("PUT", ONE + "/config", "balloon=512", "memory=256").line());
        assertTrue(root.call("PUT", ONE + "/config", "rng0=source=/dev/zero")
                .body()
                .contains("rng0.source: value '/dev/zero' does not have a value in the enumeration"));
        assertTrue(root.call("PUT", ONE + "/config", "usb0=mapping=a b")
                .body()
                .contains("invalid configuration ID 'a b'"));
        assertTrue(root.call("PUT", ONE + "/config", "hostpci0=mapping=gpu,fast=1")
                .body()
                .contains("hostpci0.fast: property is not defined in schema"));
    }

    @Test
    void aDeviceTakesItsMapping() {
        Caller holder = Beds.holder(root, "VM.Allocate,VM.Audit,VM.Config.HWType,VM.PowerMgmt", "/vms");
        assertEquals("OK", holder.done(holder.call("POST", ALL, "vmid=100")));
        assertEquals(NO_TASK_YET + "(/mapping/pci/gpu, Mapping.Use)", changed(holder, "hostpci0=mapping=gpu"));
        assertEquals(NO_TASK_YET + "(/mapping/usb/key, Mapping.Use)", changed(holder, "usb0=mapping=key"));
        assertEquals("only root can set 'usb0' config for real devices", changed(holder, "usb0=host=1-2"));
        assertEquals("only root can set 'hostpci0' config for non-mapped devices", changed(holder, "hostpci0=00:02.0"));
        assertEquals("only root can modify 'serial0' config for real devices", changed(holder, "serial0=/dev/ttyS0"));
        assertEquals("OK", changed(holder, "usb1=spice", "serial0=socket"));
        assertEquals("500 only root can set 'arch' config", changed(holder, "arch=aarch64"));
        assertEquals("403 Permission check failed (/vms/100, VM.Config.Options)", changed(holder, "bios=ovmf"));
        assertEquals("403 Permission check failed (/vms/100, VM.Config.Disk)", changed(holder, "boot=order=net0"));
        assertEquals("403 Permission check failed (/vms/100, VM.Config.CPU)", changed(holder, "numa=1"));
        assertEquals("403 Permission check failed (/vms/100, VM.Config.Memory)", changed(holder, "balloon=0"));
        Caller user =
                Beds.holder(root, "VM.Allocate,VM.Audit,VM.Config.HWType,VM.PowerMgmt,Mapping.Use", "/vms", "/mapping");
        assertEquals(
                "OK", changed(user, "hostpci0=mapping=gpu"), "that there is such a mapping is found out at the start");
        assertEquals("PCI device mapping not found for 'gpu'", user.done(user.call("POST", ONE + "/status/start")));
        String there = "map=node=neo,id=8086:3e92,path=0000:00:02.0";
        assertEquals(
                200, root.call("POST", "/cluster/mapping/pci", "id=gpu", there).status());
        assertEquals(
                "500 create hardware mapping failed: pci ID 'gpu' already defined",
                root.call("POST", "/cluster/mapping/pci", "id=gpu", there).line());
        assertEquals("PCI device mapping not found for 'gpu'", user.done(user.call("POST", ONE + "/status/start")));
        assertEquals(
                200,
                root.call("PUT", "/cluster/mapping/pci/gpu", "map=node=trinity,id=8086:3e92,path=0000:00:02.0")
                        .status());
        assertEquals(1, user.get("/cluster/mapping/pci").rows().size());
        assertEquals(List.of(), holder.get("/cluster/mapping/pci").rows());
        assertEquals("OK", changed(user, "hostpci0=mapping=gpu,pcie=1"));
        assertEquals("q35 machine model is not enabled", user.done(user.call("POST", ONE + "/status/start")));
        assertEquals("OK", changed(user, "machine=q35"));
        assertEquals("OK", user.done(user.call("POST", ONE + "/status/start")));
        Beds.assertProper(lab);
    }

    @Test
    void aDiscOfTheNodeKeepsAGuestThereAlsoWhenItDoesNotRun() {
        create("scsi0=local-lvm:4", "ide2=local-lvm:cloudinit");
        assertEquals("OK", root.done(root.call("POST", ONE + "/migrate", "target=neo")));
        assertEquals("OK", root.done(root.call("POST", "/nodes/neo/qemu/100/migrate", "target=trinity")));
        String fetch = "/nodes/trinity/storage/local/download-url";
        assertEquals(
                "OK",
                root.done(root.call("POST", fetch, "url=https://example.org/x.iso", "content=iso", "filename=x.iso")));
        assertEquals("OK", changed(root, "ide0=local:iso/x.iso,media=cdrom"));
        Caller.Heard stopped = root.call("POST", ONE + "/migrate", "target=neo");
        assertEquals("migration aborted", root.done(stopped));
        assertTrue(log(stopped).contains("can't migrate local disk 'local:iso/x.iso': local cdrom image"));
        assertEquals("OK", changed(root, "delete=ide0"));
        assertEquals("OK", root.done(root.call("POST", ONE + "/status/start")));
        Caller.Heard begun = root.call("POST", ONE + "/migrate", "target=neo", "online=1");
        assertEquals("migration aborted", root.done(begun));
        assertTrue(log(begun)
                .contains("can't migrate local disk 'local-lvm:vm-100-disk-0': can't live migrate attached local disks"
                        + " without with-local-disks option"));
        assertEquals(
                "OK", root.done(root.call("POST", ONE + "/migrate", "target=neo", "online=1", "with-local-disks=1")));
        Beds.assertProper(lab);
    }

    private String log(Caller.Heard begun) {
        return root.get("/nodes/trinity/tasks/" + begun.data() + "/log").body();
    }

    @Test
    void aDeviceMovesWithAGuestThatStandsWhereTheOtherNodeHasItToo() {
        create("usb0=mapping=key");
        root.call("POST", "/cluster/mapping/usb", "id=key", "map=node=trinity,id=1050:0407");
        Caller.Heard begun = root.call("POST", ONE + "/migrate", "target=neo");
        assertEquals("migration aborted", root.done(begun));
        assertTrue(log(begun).contains("can't migrate to 'neo': missing mapped devices usb0"));
        root.call("PUT", "/cluster/mapping/usb/key", "map=node=trinity,id=1050:0407", "map=node=neo,id=1050:0407");
        assertEquals("OK", root.done(root.call("POST", ONE + "/status/start")));
        begun = root.call("POST", ONE + "/migrate", "target=neo", "online=1");
        assertEquals("migration aborted", root.done(begun));
        assertTrue(log(begun).contains("can't live migrate running VM which uses following mapped devices: usb0:key"));
        assertEquals("OK", root.done(root.call("POST", ONE + "/status/stop")));
        assertEquals("OK", root.done(root.call("POST", ONE + "/migrate", "target=neo")));
        Beds.assertProper(lab);
    }
}
