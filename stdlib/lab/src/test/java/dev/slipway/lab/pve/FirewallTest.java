package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FirewallTest {
    @TempDir
    Path directory;

    private static List<Object> ports(Caller caller, String path) {
        return caller.get(path).rows().stream().map(row -> row.get("dport")).toList();
    }

    @Test
    void rulesHaveAnOrderAndNoNames() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=100"));
            for (String place : List.of("/cluster", "/nodes/neo", "/nodes/neo/qemu/100")) {
                String rules = place + "/firewall/rules";
                for (String port : List.of("22", "443", "50000")) {
                    assertEquals(
                            200,
                            caller.call(
                                            "POST",
                                            rules,
                                            "type=in",
                                            "action=ACCEPT",
                                            "proto=tcp",
                                            "dport=" + port,
                                            "pos=9")
                                    .status());
                }
                assertEquals(List.of("50000", "443", "22"), ports(caller, rules), "the last comes first");
                assertEquals(0L, caller.get(rules).row("pos", 0L).get("enable"));
                String digest = String.valueOf(caller.get(rules).row("pos", 0L).get("digest"));
                assertEquals(
                        200,
                        caller.call("PUT", rules + "/2", "moveto=0", "digest=" + digest)
                                .status());
                assertEquals(List.of("22", "50000", "443"), ports(caller, rules));
                assertEquals(
                        "500 detected modified configuration - file changed by other user? Try again.",
                        caller.call("DELETE", rules + "/0", "digest=" + digest).line());
                assertEquals(200, caller.call("DELETE", rules + "/1").status());
                assertEquals(List.of("22", "443"), ports(caller, rules));
                assertEquals(
                        200,
                        caller.call("PUT", place + "/firewall/options", "enable=1")
                                .status());
                assertEquals(1L, caller.get(place + "/firewall/options").get("enable"));
            }
            Beds.assertProper(lab);
        }
    }

    @Test
    void groupsSetsAndNames() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "8.4");
            String firewall = "/cluster/firewall";
            assertEquals(
                    200, caller.call("POST", firewall + "/groups", "group=web").status());
            assertEquals(
                    400,
                    caller.call("POST", firewall + "/groups/web", "type=group", "action=other")
                            .status(),
                    "no group in a group");
            assertEquals(
                    400,
                    caller.call("POST", firewall + "/groups/web", "type=in", "action=ACCEPT", "iface=net0")
                            .status(),
                    "no card in a group");
            assertEquals(
                    200,
                    caller.call("POST", firewall + "/groups/web", "type=in", "action=ACCEPT", "enable=1")
                            .status());
            assertEquals(
                    200,
                    caller.call("POST", firewall + "/rules", "type=group", "action=web")
                            .status());
            assertEquals(
                    "500 Security group 'web' is not empty",
                    caller.call("DELETE", firewall + "/groups/web").line());
            assertEquals(
                    200,
                    caller.call("POST", firewall + "/ipset", "name=management").status());
            assertEquals(
                    200,
                    caller.call("POST", firewall + "/ipset/management", "cidr=10.0.3.0/24")
                            .status());
            assertEquals(
                    400,
                    caller.call("POST", firewall + "/ipset/management", "cidr=10.0.3.0/24")
                            .status());
            assertEquals(
                    500, caller.call("DELETE", firewall + "/ipset/management").status());
            assertEquals(
                    200,
                    caller.call("DELETE", firewall + "/ipset/management/10.0.3.0%2F24")
                            .status());
            assertEquals(
                    200,
                    caller.call("POST", firewall + "/aliases", "name=lan", "cidr=10.0.3.0/24")
                            .status());
            assertEquals(
                    4L, caller.get(firewall + "/aliases").row("name", "lan").get("ipversion"));
            Beds.assertProper(lab);
        }
    }

    @Test
    void whatARuleSaysIsRead() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            String firewall = "/cluster/firewall";
            caller.call("POST", firewall + "/ipset", "name=admins");
            caller.call("POST", firewall + "/aliases", "name=router", "cidr=10.0.3.1");
            for (String good : List.of(
                    "source=10.0.3.0/24,10.0.4.7",
                    "source=10.0.3.1-10.0.3.9",
                    "source=+dc/admins",
                    "source=+guest/admins",
                    "dest=router",
                    "source=2001:db8::/32",
                    "proto=tcp dport=80,443,8000:8010",
                    "proto=47",
                    "macro=ssh")) {
                assertEquals(200, added(caller, firewall, good), good);
            }
            assertEquals("SSH", caller.get(firewall + "/rules").row("pos", 0L).get("macro"));
            for (String bad : List.of(
                    "source=10.0.300.1",
                    "source=10.0.3.5/24",
                    "source=10.0.3.0/33",
                    "source=10.0.3.1,2001:db8::1",
                    "source=10.0.3.1 dest=2001:db8::1",
                    "source=2001:db8::1 proto=icmp",
                    "source=2001:db8::1 dest=router",
                    "proto=icmp sport=80",
                    "source=10.0.3.0/24,+dc/admins",
                    "source=10.0.3.9-10.0.3.1",
                    "source=+dc/nobody",
                    "dest=nowhere",
                    "proto=tcp dport=99999",
                    "proto=tcp dport=443:80",
                    "proto=tcp dport=80,",
                    "proto=nonsense",
                    "dport=80",
                    "macro=Nonsense")) {
                assertEquals(400, added(caller, firewall, bad), bad);
            }
            for (String good : List.of("cidr=10.0.3.5/24", "cidr=10.0.4.7/32", "cidr=Router", "cidr=FD00:1::5/64")) {
                assertEquals(
                        200,
                        caller.call("POST", firewall + "/ipset/admins", good).status(),
                        good);
            }
            assertEquals(
                    List.of("10.0.3.0/24", "10.0.4.7", "Router", "fd00:1::/64"),
                    caller.get(firewall + "/ipset/admins").rows().stream()
                            .map(row -> row.get("cidr"))
                            .toList());
            for (String bad : List.of("cidr=10.0.3.0/24", "cidr=10.0.4.7", "cidr=0.0.0.0/0")) {
                assertEquals(
                        400,
                        caller.call("POST", firewall + "/ipset/admins", bad).status(),
                        bad);
            }
            assertEquals(
                    "500 no such alias 'nowhere'",
                    caller.call("POST", firewall + "/ipset/admins", "cidr=nowhere")
                            .line());
            assertEquals(
                    400,
                    caller.call("POST", firewall + "/aliases", "name=all", "cidr=everybody")
                            .status());
        }
    }

    @Test
    void theFirewallOfTheClusterIsOnForAMinuteUnlessItIsConfirmed() {
        try (Lab lab = Lab.open(directory, 0)) {
            Caller caller = Beds.three(lab, "9.1");
            String options = "/cluster/firewall/options";
            caller.call("PUT", options, "enable=2");
            assertTrue((Long) caller.get(options).get("enable") > 1);
            lab.clock().move(Duration.ofSeconds(61));
            assertEquals(0L, caller.get(options).get("enable"));
            caller.call("PUT", options, "enable=2");
            caller.call("PUT", options, "enable=1");
            lab.clock().move(Duration.ofSeconds(61));
            assertEquals(1L, caller.get(options).get("enable"));
            assertEquals(
                    "400 Parameter verification failed.",
                    caller.call("PUT", options, "delete=nonsense").line());
        }
    }

    @Test
    void aMachineThatIsNotThereHasAnEmptyFirewall() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "8.4");
            assertEquals(
                    List.of(), caller.get("/nodes/neo/qemu/999/firewall/rules").rows());
            caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=100"));
            String rules = "/nodes/neo/qemu/100/firewall/rules";
            assertEquals(
                    400,
                    caller.call("POST", rules, "type=in", "action=ACCEPT", "iface=vmbr0")
                            .status());
            assertEquals(
                    400,
                    caller.call("POST", rules, "type=forward", "action=ACCEPT").status());
            assertEquals(
                    200,
                    caller.call("POST", rules, "type=in", "action=ACCEPT", "iface=net0")
                            .status());
            assertEquals("0", caller.get(rules + "/0").get("pos"));
        }
    }

    private static int added(Caller caller, String firewall, String said) {
        var words = new ArrayList<>(List.of("type=in", "action=ACCEPT"));
        words.addAll(List.of(said.split(" ")));
        return caller.call("POST", firewall + "/rules", words.toArray(String[]::new))
                .status();
    }
}
