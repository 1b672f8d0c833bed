package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Proxmox VE makes of the network of a node: what it keeps, adds and loses, and what it refuses. */
@Timeout(60)
class NetworkTest {
    private static final String NETWORK = "/nodes/neo/network";

    @TempDir
    Path directory;

    private static void put(Caller caller, String iface, String... options) {
        assertEquals(200, caller.call("PUT", NETWORK + "/" + iface, options).status());
    }

    private static Map<String, Object> there(Caller caller, String iface) {
        return caller.get(NETWORK).row("iface", iface);
    }

    @Test
    void anOptionStaysUntilItIsNamedForRemoval() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            caller.call(
                    "POST",
                    NETWORK,
                    "iface=vmbr1",
                    "type=bridge",
                    "cidr=10.9.0.1/24",
                    "mtu=1400",
                    "comments=a",
                    "bridge_vlan_aware=0");
            Map<String, Object> made = there(caller, "vmbr1");
            assertEquals("a\n", made.get("comments"));
            assertEquals(1L, made.get("bridge_vlan_aware"), "whatever it says");
            assertEquals("2-4094", made.get("bridge_vids"));
            put(caller, "vmbr1", "type=bridge");
            Map<String, Object> kept = there(caller, "vmbr1");
            assertEquals(
                    List.of("10.9.0.1/24", "manual", "1400"),
                    List.of(kept.get("cidr"), kept.get("method"), kept.get("mtu")));
            put(caller, "vmbr1", "type=bridge", "delete=cidr,mtu,comments,bridge_vlan_aware");
            Map<String, Object> less = there(caller, "vmbr1");
            for (String gone : List.of("cidr", "address", "netmask", "mtu", "comments", "bridge_vids")) {
                assertNull(less.get(gone), gone);
            }
            put(caller, "vmbr1", "type=bridge", "cidr=10.9.0.1/24");
            put(caller, "vmbr1", "type=bridge", "cidr6=fd00::1/64", "comments=six");
            assertNull(there(caller, "vmbr1").get("cidr"), "an address goes with its family");
            assertEquals("six\n", there(caller, "vmbr1").get("comments"));
            assertEquals("(none)", caller.get(NETWORK + "/vmbr1").get("iface"));
            Beds.assertProper(lab);
        }
    }

    @Test
    void whatCannotBeWrittenIsRefusedAtOnce() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            caller.call("POST", NETWORK, "iface=vmbr5", "type=bridge", "bridge_ports=eno2");
            Map<String, String> refused = Map.of(
                    "iface=vmbr3 type=bridge bridge_ports=nosuch0",
                    "500 bridge 'vmbr3' - unable to find bridge port 'nosuch0'",
                    "iface=bond0 type=bond slaves=nosuch1",
                    "500 bond 'bond0' - wrong interface type on slave 'nosuch1' ('' != 'eth or bond')",
                    "iface=vmbr9.10 type=vlan",
                    "500 vlan 'vmbr9.10' - unable to find parent 'vmbr9'",
                    "iface=vmbr3 type=bridge bridge_ports=eno3 mtu=9000",
                    "500 interface 'eno3' - mtu 1500 is lower than 'vmbr3' - mtu 9000",
                    "iface=vmbr3 type=bridge bridge_ports=vmbr0",
                    "500 iface vmbr0 - ip address can't be set on interface if bridged in vmbr3",
                    "iface=vmbr3 type=bridge bridge_ports=eno1",
                    "400 {bridge_ports=eno1 is already used on interface 'vmbr0'.}",
                    "iface=bond0 type=bond slaves=eno2",
                    "400 {slaves=eno2 is already used on interface 'vmbr5'.}");
            refused.forEach((options, text) -> {
                Caller.Heard heard = caller.call("POST", NETWORK, options.split(" "));
                String said = text.startsWith("400")
                        ? heard.status() + " "
                                + dev.slipway.lab.Json.object(heard.body()).get("errors")
                        : heard.line();
                assertEquals(text, said);
            });
            put(caller, "vmbr5", "type=bridge", "delete=bridge_ports", "gateway=10.9.0.254");
            assertEquals(
                    400,
                    caller.call("PUT", NETWORK + "/vmbr0", "type=bridge", "gateway=10.0.3.254")
                            .status());
            assertEquals(
                    200,
                    caller.call("POST", NETWORK, "iface=bond0", "type=bond", "slaves=eno3,eno2")
                            .status());
            assertEquals("eno2 eno3", there(caller, "bond0").get("slaves"));
            assertTrue(there(caller, "eno2").containsKey("autostart"));
            caller.call("DELETE", NETWORK + "/eno2");
            assertEquals("eth", there(caller, "eno2").get("type"), "a card is always listed");
            Beds.assertProper(lab);
        }
    }
}
