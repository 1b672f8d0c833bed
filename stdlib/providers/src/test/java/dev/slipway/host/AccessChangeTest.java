package dev.slipway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.ssh.RevertTimer.Reach;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which changes of a host can cut off the way to it. */
class AccessChangeTest {
    private static String of(String path) {
        return AccessChange.ofFile(path)
                .map(change -> change.timer().replace("slipway-guard-", "") + " " + change.reach())
                .orElse("");
    }

    @Test
    void filesAreKnownByWhoReadsThemAndWhen() {
        Map.of(
                        "ssh " + Reach.KEEP,
                        List.of(
                                "/etc/ssh/sshd_config",
                                "/etc/ssh/sshd_config.d/10-own.conf",
                                "/etc/ssh/ssh_host_rsa_key"),
                        "ssh " + Reach.OWN,
                        List.of(
                                "/root/.ssh/authorized_keys",
                                "/home/ops/.ssh/authorized_keys2",
                                "/etc/pve/priv/authorized_keys",
                                "/etc/ssh/trusted_ca.pub",
                                "/etc/sudoers.d/ops",
                                "/etc/pam.d/sshd",
                                "/etc/passwd",
                                "/etc/hosts.deny"),
                        "firewall " + Reach.OWN,
                        List.of(
                                "/etc/pve/firewall/cluster.fw",
                                "/etc/pve/local/host.fw",
                                "/etc/pve/nodes/trinity/host.fw"),
                        "firewall " + Reach.KEEP,
                        List.of("/etc/nftables.conf", "/etc/iptables/rules.v4", "/etc/ufw/ufw.conf"),
                        "links " + Reach.KEEP,
                        List.of("/etc/network/interfaces", "/etc/netplan/50-cloud-init.yaml"),
                        "",
                        List.of(
                                "/etc/motd",
                                "/etc/ssh/ssh_config",
                                "/etc/ssh/ssh_known_hosts",
                                "/etc/pve/firewall/100.fw",
                                "/etc/networks",
                                "/root/.ssh/config",
                                "/srv/etc/passwd"))
                .forEach((expected, paths) -> paths.forEach(path -> assertEquals(expected, of(path), path)));
    }

    @Test
    void servicesAreThoseThatLetIn() {
        List.of("ssh", "sshd.service", "ssh.socket", "nftables", "pve-firewall", "networking", "systemd-networkd")
                .forEach(name -> assertTrue(AccessChange.ofService(name).isPresent(), name));
        List.of("nginx", "ssh-agent", "networkd-dispatcher", "chrony")
                .forEach(name -> assertTrue(AccessChange.ofService(name).isEmpty(), name));
    }
}
