package dev.slipway.translate;

import dev.slipway.nat.Ip;
import dev.slipway.nat.Nat;

/** The programs that bring rules to the kernel. */
public enum Variant {
    NFT,
    IPTABLES;

    static final String NOTE = "# Written by Slipway. What is changed here by hand is put back.";

    /** The one text that a host is told. */
    public String text(Nat nat) {
        return this == NFT ? Nft.text(nat) : Iptables.text(nat);
    }

    static String pair(Ip address, int port) {
        return (address.v6() ? "[" + address + "]" : address) + ":" + port;
    }
}
