package dev.slipway.translate;

import dev.slipway.nat.Ip;
import dev.slipway.nat.Nat;
import java.util.Locale;

/** The programs that bring rules to the kernel. */
public enum NatBackend {
    NFT,
    IPTABLES;

    static final String NOTE = "# Written by Slipway. What is changed here by hand is put back.";

    /** The one text that a host is told. */
    public String text(Nat nat) {
        return this == NFT ? Nft.text(nat) : Iptables.text(nat);
    }

    /** A script that prints what the kernel has of our rules, without what they counted. */
    public String list() {
        return this == NFT ? Nft.LIST : Iptables.LIST;
    }

    /** A script that brings the text in the file {@code $f} to the kernel, whole or not at all. */
    public String load() {
        return this == NFT ? "nft -f \"$f\"" : "sh \"$f\"";
    }

    /** A script that takes our rules away, if they are there. */
    public String gone() {
        return this == NFT ? Nft.GONE : Iptables.GONE;
    }

    /** What the program is called. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String pair(Ip address, int port) {
        return (address.v6() ? "[" + address + "]" : address) + ":" + port;
    }
}
