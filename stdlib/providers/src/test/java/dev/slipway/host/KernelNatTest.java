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
        String before = rules();
        assertTrue(before.contains(hasNft() ? "handle" : "SLIPWAY-PRE"), before);
        assertEquals(1, arrived(), "the packet that has just been let in");
        done(nat.create(wanted, errand));
        assertEquals(before, rules());
        assertEquals(1, arrived(), "rules that were put there anew would have begun to count anew");

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

    /** What is there, without its counts: the last packets of a connection come when they like. */
    private String rules() throws Exception {
        return hasNft()
                ? shell("nft -a list table inet slipway_nat").replaceAll("packets [0-9]+ bytes [0-9]+", "")
                : shell("iptables-save -t nat | grep SLIPWAY").replaceAll("\\[[0-9]+:[0-9]+]", "");
    }

    /** How many connections the first rule of what comes in has let in since it was put there. */
    private int arrived() throws Exception {
        String counted = hasNft()
                ? "nft list chain inet slipway_nat prerouting | grep -m1 -o 'packets [0-9]*' | cut -d' ' -f2"
                : "iptables-save -c -t nat | grep -m1 -e '-A SLIPWAY-PRE -d 192.0.2.1' | tr -d '[' | cut -d: -f1";
        return Integer.parseInt(shell(counted).strip());
    }
}
