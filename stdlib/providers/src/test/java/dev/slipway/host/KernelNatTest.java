package dev.slipway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Fields;
import dev.slipway.ssh.OpenSshBed;
import dev.slipway.translate.Space;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rules that come over SSH into a real kernel, and real packets through them. */
class KernelNatTest extends NatContract {
    @Override
    NatBed make(Path directory) throws Exception {
        String impossible = Space.impossible();
        assumeTrue(impossible.isEmpty(), impossible);
        assumeTrue(OpenSshBed.isPossible(), "sshd of OpenSSH is not on this machine");
        assumeTrue("root".equals(System.getProperty("user.name")), "sshd lets nobody but root serve others");
        return new KernelBed(directory, hasNft());
    }

    private String ask() throws Exception {
        return ((KernelBed) bed).street().fromOutside("tcp", "192.0.2.1", 443);
    }

    @Override
    boolean hasNft() {
        return true;
    }

    @Test
    void applyingTwiceChangesNothingAndABootBringsThemBack() throws Exception {
        Fields wanted = wanted(WEB, MAIL, OUT);
        done(nat.create(wanted, errand));
        String out = "web:8080 sees 192.0.2.9";
        assertEquals(out, ask());
        String before =
                shell(hasNft() ? "nft -a list table inet slipway_nat" : "iptables-save -c -t nat | grep SLIPWAY");
        assertTrue(before.contains(hasNft() ? "counter packets 1" : "[1:60]"), before);
        done(nat.create(wanted, errand));
        assertEquals(
                before,
                shell(hasNft() ? "nft -a list table inet slipway_nat" : "iptables-save -c -t nat | grep SLIPWAY"));

        shell((hasNft() ? "nft flush ruleset" : "iptables -t nat -F; iptables -t nat -X")
                + "; sysctl -q -w net.ipv4.ip_forward=0");
        assertEquals("", ask());
        shell("systemctl boot");
        assertEquals(out, ask());
        assertEquals(wanted, read(wanted).orElseThrow().actual(wanted), "as if nothing had happened");
        done(nat.delete(subject(wanted), errand));
        assertEquals("", ask());
    }

    @Test
    void rulesOfOthersThatDropWhatIsSentOnAreSaid() throws Exception {
        done(nat.create(wanted(WEB), errand));
        assertTrue(!errand.said.toString().contains("let them accept"), errand.said.toString());
        shell("iptables -P FORWARD DROP");
        done(nat.create(wanted(WEB, MAIL), errand));
        assertTrue(errand.said.toString().contains("let them accept"), errand.said.toString());
        assertEquals("", ask());
        shell("iptables -A FORWARD -m conntrack --ctstate DNAT,ESTABLISHED -j ACCEPT");
        assertEquals("web:8080 sees 192.0.2.9", ask());
    }
}
