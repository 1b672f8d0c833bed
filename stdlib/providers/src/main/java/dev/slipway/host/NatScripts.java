package dev.slipway.host;

import dev.slipway.translate.Boot;
import dev.slipway.translate.NatBackend;

/**
 * How the rules of a host are seen and set. What a text means to the programs of this very host is tried in a network of
 * its own, which is empty and gone afterwards: what they make of it there is what they must show here, whatever their
 * version, and a rule that they refuse is refused before anything is touched.
 */
final class NatScripts {
    static final String FILE = "/etc/slipway/nat";
    private static final String UNIT_FILE = "/etc/systemd/system/" + Boot.UNIT + ".service";

    /** The programs of the administrator are not on everybody's path. Where there is nftables, nothing else is used. */
    private static final String START = "PATH=\"$PATH:/usr/sbin:/sbin\"; export PATH\n"
            + "v=none; if command -v nft >/dev/null; then v=nft; "
            + "elif command -v iptables-restore >/dev/null; then v=iptables; fi\n";

    private static final String LOAD =
            "case $v in nft) " + NatBackend.NFT.load() + ";; *) " + NatBackend.IPTABLES.load() + ";; esac\n";

    private static final String LIST =
            "case $v in nft) " + NatBackend.NFT.list() + ";; iptables) " + NatBackend.IPTABLES.list() + ";; esac\n";

    /** Where somebody else's rules drop or refuse what is to be sent on, ours cannot let it through. */
    private static final String CLOSED = "^:FORWARD DROP\\|^-A FORWARD -j REJECT\\|hook forward .*policy drop";

    /** Arguments: the digest of the text for nftables, and that for iptables; others are not even tried. */
    static final String READ = START + "echo @variant; echo $v\n"
            + "f=" + FILE + "; h=absent; if [ -f $f ]; then h=$(" + digest("$f") + "); fi; echo @file; echo $h\n"
            + "echo @live\n" + LIST
            + "echo @told; if [ \"$h\" = \"$1\" ] || [ \"$h\" = \"$2\" ]; then unshare -n sh -c 'v=$1; f=$2\n" + LOAD
            + LIST
            + "exit 0' slipway $v $f || exit 69; fi\n"
            + "echo @unit; if [ -f " + UNIT_FILE + " ]; then " + digest(UNIT_FILE) + "; fi\n"
            + "echo @enabled; systemctl is-enabled " + Boot.UNIT + " 2>/dev/null\n"
            + "echo @v4; sysctl -n " + Boot.key(false) + "\n"
            + "echo @v6; sysctl -n " + Boot.key(true) + " 2>/dev/null; exit 0";

    /**
     * The text is the input. Arguments: its digest, the unit, and the families to send on. What the other program was
     * once told is taken back as soon as the new rules stand.
     */
    static final String WRITE = START + "mkdir -p /etc/slipway || exit 73; f=" + FILE + ".part; umask 022\n"
            + "cat >$f || { rm -f $f; exit 74; }\n"
            + "h=$(" + digest("$f") + ")\n"
            + "if [ \"$h\" != \"$1\" ]; then rm -f $f; echo 'the rules were cut short on the way' >&2; exit 75; fi\n"
            + "unshare -n sh -c 'v=$1; f=$2\n" + LOAD + "' slipway $v $f || { rm -f $f; exit 65; }\n"
            + "for k in $3; do sysctl -q -w $k=1 || { rm -f $f; exit 73; }; done\n"
            + "{ " + LOAD + "} || { rm -f $f; exit 65; }\n"
            + "if [ $v = nft ] && [ -f " + FILE + " ] && grep -q '^#!/bin/sh' <" + FILE + "; then "
            + NatBackend.IPTABLES.gone() + "fi\n"
            + "sync $f 2>/dev/null; mv -f $f " + FILE + " || exit 73\n"
            + "printf '%s' \"$2\" >" + UNIT_FILE + ".part && mv -f " + UNIT_FILE + ".part " + UNIT_FILE
            + " || exit 73\n"
            + "systemctl daemon-reload && systemctl -q enable " + Boot.UNIT + " && systemctl start " + Boot.UNIT
            + " || exit 1\n"
            + "if { iptables-save -t filter; nft list ruleset; } 2>/dev/null | grep -q '" + CLOSED
            + "'; then echo closed; fi";

    static final String DELETE = START + "if [ -f " + FILE + " ] && grep -q '^#!/bin/sh' <" + FILE
            + "; then v=iptables; fi\n"
            + "case $v in nft) " + NatBackend.NFT.gone() + ";; iptables) " + NatBackend.IPTABLES.gone() + ";; esac\n"
            + "if [ -f " + UNIT_FILE + " ]; then systemctl -q disable " + Boot.UNIT + "; systemctl stop " + Boot.UNIT
            + "; rm -f "
            + UNIT_FILE + "; systemctl daemon-reload; fi\n"
            + "rm -f " + FILE + " " + FILE + ".part";

    private NatScripts() {}

    private static String digest(String file) {
        return "sha256sum <" + file + " | cut -c1-64";
    }
}
