package dev.slipway.translate;

import dev.slipway.nat.Nat;

/** What brings the rules back when a host starts: a unit of its own, so that nobody else's file is touched. */
public final class Boot {
    public static final String UNIT = "slipway-nat";

    private Boot() {}

    /**
     * The unit. Others may empty the whole rule set when they start, as the nftables of Debian does: it comes after
     * those, and again with them.
     */
    public static String unit(NatBackend variant, Nat nat, String file) {
        String load = (variant == NatBackend.NFT ? "nft -f " : "sh ") + file;
        return """
                %s
                [Unit]
                Description=Translated addresses
                After=systemd-sysctl.service nftables.service netfilter-persistent.service
                PartOf=nftables.service
                ReloadPropagatedFrom=nftables.service

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                %sExecStart=%s
                ExecReload=%s

                [Install]
                WantedBy=multi-user.target
                """.formatted(
                        NatBackend.NOTE,
                        (nat.has(false) ? "ExecStartPre=sysctl -q -w " + key(false) + "=1\n" : "")
                                + (nat.has(true) ? "ExecStartPre=sysctl -q -w " + key(true) + "=1\n" : ""),
                        load,
                        load);
    }

    /** The setting of the kernel by which it sends packets on. */
    public static String key(boolean v6) {
        return v6 ? "net.ipv6.conf.all.forwarding" : "net.ipv4.ip_forward";
    }
}
