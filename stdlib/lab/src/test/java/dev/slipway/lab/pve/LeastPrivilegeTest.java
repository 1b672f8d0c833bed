package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A role that is documented to be enough for making guests is, and less is not. */
@Timeout(60)
class LeastPrivilegeTest {
    private static final String ROLE = "VM.Allocate,VM.Audit,VM.Clone,VM.Config.CPU,VM.Config.Memory,VM.Config.Disk,"
            + "VM.Config.CDROM,VM.Config.Network,VM.Config.HWType,VM.Config.Options,VM.Config.Cloudinit,VM.PowerMgmt,"
            + "VM.Migrate,Datastore.AllocateSpace,Datastore.Audit,Datastore.AllocateTemplate,Sys.AccessNetwork,SDN.Use,"
            + "Pool.Audit";
    private static final String URL = "https://factory.example/talos.raw";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"8.4, VM.Monitor", "9.1, VM.GuestAgent.Audit"})
    void aSmallRoleIsEnough(String version, String agent) {
        try (Lab lab = Beds.lab(directory)) {
            Caller root = Beds.three(lab, version, "images=" + URL + "#1280#");
            root.call("POST", "/access/roles", "roleid=Provision", "privs=" + ROLE + "," + agent);
            root.call("POST", "/access/users", "userid=slipway@pve");
            Object secret = root.call("POST", "/access/users/slipway@pve/token/tok", "privsep=0")
                    .get("value");
            Caller caller = root.with("Authorization: PVEAPIToken=slipway@pve!tok=" + secret);
            String make = "/nodes/neo/qemu";
            String[] guest = {
                "vmid=100", "cores=2", "memory=2048", "scsi0=ceph-vm-disks:8", "net0=virtio,bridge=vmbr0,tag=3"
            };
            assertEquals(
                    "403 Permission check failed",
                    caller.call("POST", make, guest).line());
            for (String path : new String[] {"/vms", "/nodes", "/storage"}) {
                root.call("PUT", "/access/acl", "path=" + path, "users=slipway@pve", "roles=Provision");
            }
            assertEquals(
                    "403 Permission check failed (/sdn/zones/localnetwork/vmbr0/3, SDN.Use)",
                    caller.call("POST", make, guest).line());
            root.call("PUT", "/access/acl", "path=/sdn/zones/localnetwork", "users=slipway@pve", "roles=Provision");
            assertEquals("OK", caller.done(caller.call("POST", make, guest)));
            assertEquals(
                    "OK",
                    caller.done(caller.call(
                            "POST",
                            "/nodes/neo/storage/local/download-url",
                            "url=" + URL,
                            "content=import",
                            "filename=talos.raw")));
            assertEquals("OK", caller.done(caller.call("POST", make + "/100/clone", "newid=101", "full=1")));
            caller.unlocked(make + "/101");
            assertEquals(
                    200,
                    caller.call("PUT", make + "/101/config", "onboot=1", "tags=a")
                            .status());
            assertEquals("OK", caller.done(caller.call("POST", make + "/101/status/start")));
            assertEquals("OK", caller.done(caller.call("POST", make + "/101/migrate", "target=niobe", "online=1")));
            assertEquals("OK", caller.done(caller.call("POST", "/nodes/niobe/qemu/101/status/stop")));
            assertEquals("OK", caller.done(caller.call("DELETE", "/nodes/niobe/qemu/101")));
            assertEquals(1, caller.get("/cluster/resources?type=vm").rows().size());
            assertEquals(
                    "403 Permission check failed (/, Sys.Audit)",
                    caller.get("/cluster/ha/resources").line());
            assertEquals(
                    "403 Permission check failed (/, Sys.Modify)",
                    caller.call("PUT", make + "/100/config", "startup=order=1").line());
            Beds.assertProper(lab);
        }
    }
}
