package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that Slipway never asks for and other clients of Proxmox VE do. */
@Timeout(60)
class OtherClientsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.1"})
    void answersWhatClientsReadFirst(String version) {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, version);
            for (String path :
                    List.of("/cluster/backup", "/cluster/sdn/zones", "/nodes/neo/lxc", "/nodes/neo/apt/update")) {
                assertEquals(List.of(), caller.get(path).data(), path);
            }
            assertEquals("BC:24:11", caller.get("/cluster/options").get("mac_prefix"));
            assertEquals(
                    "no content", caller.get("/nodes/neo/syslog").rows().get(0).get("t"));
            assertEquals(
                    "running",
                    caller.get("/nodes/neo/services").row("service", "pveproxy").get("state"));
            Map<String, Object> certificate =
                    caller.get("/nodes/neo/certificates/info").row("filename", "pve-ssl.pem");
            assertEquals(
                    caller.get("/nodes").row("node", "neo").get("ssl_fingerprint"), certificate.get("fingerprint"));
            assertEquals("/CN=neo", certificate.get("subject"));
            assertEquals(
                    version.equals("8.4") ? 70 : 60,
                    caller.get("/nodes/neo/rrddata?timeframe=hour").rows().size());
            assertEquals("snapshot", caller.get("/nodes/neo/vzdump/defaults").get("mode"));
            Beds.assertProper(lab);
        }
    }

    @Test
    void optionsOfTheDatacenterAreShownInParts() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            assertEquals(
                    200,
                    caller.call(
                                    "PUT",
                                    "/cluster/options",
                                    "migration=insecure,network=10.0.3.0/24",
                                    "registered-tags=b;a",
                                    "keyboard=de")
                            .status());
            caller.call("PUT", "/cluster/options", "delete=keyboard", "next-id=lower=200");
            Caller.Heard options = caller.get("/cluster/options");
            assertEquals(Map.of("type", "insecure", "network", "10.0.3.0/24"), options.get("migration"));
            assertEquals(Map.of("lower", 200L), options.get("next-id"));
            assertEquals(List.of("b", "a"), options.get("registered-tags"));
            assertEquals(List.of("a", "b"), options.get("allowed-tags"));
            assertFalse(options.body().contains("keyboard"), options.body());
            assertEquals(
                    "500 lower (9) <= upper (8) boundary rule broken",
                    caller.call("PUT", "/cluster/options", "next-id=lower=9,upper=8")
                            .line());
            Caller other = Beds.holder(caller, "VM.Audit", "/vms");
            assertFalse(other.get("/cluster/options").body().contains("migration"));
            assertEquals(200, other.get("/cluster/options").status());
        }
    }

    @Test
    void refusesCommandsForAnAgentThatDoesNotRun() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=100"));
            String agent = "/nodes/neo/qemu/100/agent";
            assertEquals(25, caller.get(agent).rows().size());
            assertEquals(
                    "500 No QEMU guest agent configured",
                    caller.get(agent + "/network-get-interfaces").line());
            caller.call("PUT", "/nodes/neo/qemu/100/config", "agent=1");
            assertEquals(
                    "500 VM 100 is not running",
                    caller.call("POST", agent + "/ping").line());
            caller.done(caller.call("POST", "/nodes/neo/qemu/100/status/start"));
            assertEquals(
                    "500 QEMU guest agent is not running",
                    caller.call("POST", agent + "/exec", "command=ls").line());
            assertEquals(
                    1L,
                    caller.get("/nodes/neo/qemu/100/snapshot")
                            .row("name", "current")
                            .get("running"));
            assertEquals(
                    60,
                    caller.get("/nodes/neo/qemu/100/rrddata?timeframe=hour")
                            .rows()
                            .size());
            Beds.assertProper(lab);
        }
    }

    @Test
    void oneAliasAndOneRuleOfAGroupCanBeRead() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            caller.call("POST", "/cluster/firewall/aliases/", "name=Web", "cidr=10.0.3.9");
            assertEquals(
                    "{\"cidr\":\"10.0.3.9\",\"ipversion\":4,\"name\":\"Web\"}",
                    dev.slipway.lab.Json.text(new java.util.TreeMap<>((Map<?, ?>)
                            caller.get("/cluster/firewall/aliases/web").data())));
            assertTrue(caller.get("/cluster/firewall/aliases/no").body().contains("no such alias"));
            caller.call("POST", "/cluster/firewall/groups", "group=pages");
            caller.call("POST", "/cluster/firewall/groups/pages", "type=in", "action=ACCEPT");
            assertEquals("0", caller.get("/cluster/firewall/groups/pages/0").get("pos"));
            assertEquals(
                    "500 no rule at position 1",
                    caller.get("/cluster/firewall/groups/pages/1").line());
        }
    }

    @Test
    void aGroupOfUsersCanBeReadAndChanged() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            caller.call("POST", "/access/groups", "groupid=ops");
            caller.call("PUT", "/access/groups/ops", "comment=all of them");
            caller.call("POST", "/access/users", "userid=ann@pve", "groups=ops");
            assertEquals(List.of("ann@pve"), caller.get("/access/groups/ops").get("members"));
            assertEquals("all of them", caller.get("/access/groups/ops").get("comment"));
            assertEquals(
                    "500 update group failed: group 'no' does not exist",
                    caller.call("PUT", "/access/groups/no", "comment=x").line());
        }
    }

    @Test
    void aUrlIsLookedAtBeforeItIsDownloaded() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "images=http://images.example/a.qcow2#2#00");
            String query = "/nodes/neo/query-url-metadata?url=http://images.example/";
            assertEquals(2L << 20, caller.get(query + "a.qcow2").get("size"));
            assertEquals("a.qcow2", caller.get(query + "a.qcow2").get("filename"));
            assertEquals(
                    "500 invalid server response: '404 Not Found'",
                    caller.get(query + "b.qcow2").line());
        }
    }

    @Test
    void aGuestThatIsMadeAsATemplateHasBaseVolumes() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=100", "template=1", "scsi0=local-lvm:1"));
            String disk =
                    String.valueOf(caller.get("/nodes/neo/qemu/100/config").get("scsi0"));
            assertTrue(disk.startsWith("local-lvm:base-100-disk-0"), disk);
            assertEquals("OK", caller.done(caller.call("POST", "/nodes/neo/qemu/100/clone", "newid=101", "full=0")));
        }
    }

    @Test
    void theNameOfAnInterfaceSaysWhichNetworkItIsIn() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            String network = "/nodes/neo/network/";
            caller.call("POST", network, "iface=eno2.5", "type=vlan");
            caller.call("POST", network, "iface=vlan7", "type=vlan", "vlan-raw-device=eno2");
            assertEquals("5", caller.get(network).row("iface", "eno2.5").get("vlan-id"));
            assertEquals("eno2", caller.get(network + "eno2.5").get("vlan-raw-device"));
            assertEquals("7", caller.get(network + "vlan7").get("vlan-id"));
        }
    }
}
