package dev.slipway.host;

import dev.slipway.ssh.RevertTimer.Reach;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A change of what decides whether a host is reached over SSH.
 *
 * @param timer the timer of the host that undoes it
 * @param reach how much a new connection proves
 * @param pauses milliseconds before each attempt to make one
 */
record AccessChange(String timer, Reach reach, List<Long> pauses) {
    private static final String SSH = "slipway-guard-ssh";
    private static final String FIREWALL = "slipway-guard-firewall";
    private static final String LINKS = "slipway-guard-links";

    private static final List<Long> AT_ONCE = List.of(0L, 2_000L, 15_000L, 45_000L);
    /** pve-firewall puts its files in force every ten seconds (PVE/Service/pve_firewall.pm, run). */
    private static final List<Long> AFTER_A_BEAT = List.of(12_000L, 18_000L, 20_000L);

    private record Kind(Pattern name, AccessChange change) {
        Kind(String name, String timer, Reach reach, List<Long> pauses) {
            this(Pattern.compile(name), new AccessChange(timer, reach, pauses));
        }
    }

    /** The first that fits counts. What sshd, PAM and sudo read for each connection is in force as soon as it is written. */
    private static final List<Kind> FILES = List.of(
            new Kind("/etc/ssh/(sshd_config(\\.d/.*)?|ssh_host_.*)", SSH, Reach.KEEP, AT_ONCE),
            new Kind("/etc/default/ssh|/etc/systemd/system/sshd?[.@].*", SSH, Reach.KEEP, AT_ONCE),
            new Kind("/etc/ssh/(?!ssh_config|ssh_known_hosts|moduli).*", SSH, Reach.OWN, AT_ONCE),
            new Kind(".*/\\.ssh/authorized_keys2?|/etc/pve/priv/authorized_keys", SSH, Reach.OWN, AT_ONCE),
            new Kind("/etc/(g?shadow|passwd|group|nologin|shells|sudoers(\\.d/.*)?)", SSH, Reach.OWN, AT_ONCE),
            new Kind("/etc/(pam\\.d/.*|security/.*|nsswitch\\.conf|hosts\\.(allow|deny))", SSH, Reach.OWN, AT_ONCE),
            new Kind(
                    "/etc/pve/firewall/cluster\\.fw|/etc/pve/(local|nodes/[^/]+)/host\\.fw",
                    FIREWALL,
                    Reach.OWN,
                    AFTER_A_BEAT),
            new Kind("/etc/(nftables|iptables|ufw|firewalld)([./].*)?|/etc/default/ufw", FIREWALL, Reach.KEEP, AT_ONCE),
            new Kind("/etc/(network|netplan|systemd/network|NetworkManager)/.*", LINKS, Reach.KEEP, AT_ONCE));

    private static final List<Kind> SERVICES = List.of(
            new Kind("sshd?(\\.service|\\.socket)?", SSH, Reach.ALL, AT_ONCE),
            new Kind("(pve|proxmox)-firewall(\\.service)?", FIREWALL, Reach.ALL, AFTER_A_BEAT),
            new Kind(
                    "(nftables|ip6?tables|netfilter-persistent|ufw|firewalld)(\\.service)?",
                    FIREWALL,
                    Reach.ALL,
                    AT_ONCE),
            new Kind("(networking|systemd-networkd|NetworkManager)(\\.service)?", LINKS, Reach.ALL, AT_ONCE));

    /** What changing this file means, if it can cut off the way to its host. */
    static Optional<AccessChange> ofFile(String path) {
        return first(FILES, path);
    }

    /** The same of a service that is started, started anew or stopped. */
    static Optional<AccessChange> ofService(String name) {
        return first(SERVICES, name);
    }

    private static Optional<AccessChange> first(List<Kind> kinds, String name) {
        return kinds.stream()
                .filter(kind -> kind.name.matcher(name).matches())
                .findFirst()
                .map(Kind::change);
    }
}
