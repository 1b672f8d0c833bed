package dev.slipway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.Errand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that a host translates: a real one and one of the lab, with nftables and with iptables. */
@Timeout(180)
abstract class NatContract {
    static final Fields WEB = Fields.of(
            "protocol",
            "tcp",
            "address",
            "203.0.113.1",
            "arrivesAt",
            "192.0.2.1",
            "ports",
            "443",
            "to",
            "10.10.0.10",
            "toPort",
            8080);
    static final Fields MAIL = Fields.of("address", "203.0.113.2", "arrivesAt", "192.0.2.2", "to", "10.10.0.11");
    static final Fields OUT = Fields.of("masquerade", "10.10.0.0/24", "out", "");

    final Errand errand = new Errand();
    NatBed bed;
    private Connections connections;
    HostNat nat;

    @TempDir
    Path directory;

    abstract NatBed make(Path directory) throws Exception;

    abstract boolean hasNft();

    @BeforeEach
    final void open() throws Exception {
        bed = make(directory);
        connections = new Connections(directory, bed.dialer(), Optional.empty());
        nat = new HostNat(new Hosts(connections));
    }

    @AfterEach
    final void leave() throws Exception {
        if (bed != null) { // it may not be possible here
            connections.close();
            bed.close();
        }
    }

    final Fields wanted(Fields... rules) {
        return Fields.of(
                        "rules", List.of(rules), "inside", List.of("10.10.0.0/24"), "lasting", true, "forwarding", true)
                .with("host", bed.host());
    }

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    static ObjectRef subject(Fields inputs) {
        return new ObjectRef(new TaskKey("host.nat", "neo"), "neo:nat", inputs, Fields.NONE);
    }

    final Optional<ObservedObject> read(Fields inputs) {
        return done(nat.read(subject(inputs), errand));
    }

    final Value rules(Fields inputs) {
        return read(inputs).orElseThrow().fields().get("rules");
    }

    final String shell(String script) {
        return connections
                .on(bed.host(), errand)
                .look("PATH=$PATH:/usr/sbin; " + script, List.of())
                .stdout();
    }

    final String live() {
        return shell(hasNft() ? "nft list table inet slipway_nat" : "iptables-save -t nat | grep SLIPWAY");
    }

    @Test
    final void theyStandAsDeclaredAndAreSeenAsTheyAre() {
        Fields wanted = wanted(WEB, MAIL, OUT);
        assertEquals(Optional.empty(), read(wanted));
        ObservedObject made = done(nat.create(wanted, errand));
        assertEquals(wanted, made.actual(wanted));
        assertEquals(3, ((ListValue) made.fields().get("rules")).values().size());
        assertEquals(hasNft() ? "nft" : "iptables", made.fields().text("program"));
        assertEquals(made, read(wanted).orElseThrow());
        assertEquals("1\n", shell("sysctl -n net.ipv4.ip_forward"));
        assertEquals("enabled\n", shell("systemctl is-enabled slipway-nat"));

        Fields less = wanted(WEB);
        done(nat.update(subject(wanted), less, errand));
        assertEquals(less, read(less).orElseThrow().actual(less));
        assertTrue(!live().contains("10.10.0.11"), live());
    }

    @Test
    final void whatSomebodyDidShowsAndIsPutBack() {
        Fields wanted = wanted(WEB, MAIL);
        done(nat.create(wanted, errand));
        String before = live();
        shell(
                hasNft()
                        ? "nft add rule inet slipway_nat prerouting tcp dport 9 counter drop"
                        : "iptables -t nat -A SLIPWAY-PRE -p tcp --dport 9 -j RETURN");
        String seen = rules(wanted).toString();
        assertTrue(seen.contains("(not managed by Slipway)") && seen.contains("dport 9"), seen);
        shell(
                hasNft()
                        ? "nft delete table inet slipway_nat"
                        : "iptables -t nat -F SLIPWAY-PRE; iptables -t nat -F SLIPWAY-OUT; iptables -t nat -F SLIPWAY-POST");
        assertTrue(
                !rules(wanted).toString().contains("10.10.0.10"), rules(wanted).toString());
        done(nat.update(subject(wanted), wanted, errand));
        assertEquals(before, live());
        shell("sysctl -q -w net.ipv4.ip_forward=0; systemctl disable slipway-nat");
        assertEquals(Value.of(false), read(wanted).orElseThrow().fields().get("forwarding"));
        assertEquals(Value.of(false), read(wanted).orElseThrow().fields().get("lasting"));
        done(nat.update(subject(wanted), wanted, errand));
        assertEquals(wanted, read(wanted).orElseThrow().actual(wanted));
    }

    @Test
    final void aRuleThatIsRefusedLeavesTheOldOnes() {
        Fields wanted = wanted(WEB);
        done(nat.create(wanted, errand));
        String before = live();
        Fields bad =
                wanted(WEB, MAIL, MAIL.with("address", Value.of("203.0.113.3")).with("to", Value.of("fd00::1")));
        var refused = assertThrows(Failure.Rejected.class, () -> done(nat.update(subject(wanted), bad, errand)));
        assertTrue(
                refused.getMessage().startsWith("neo refuses the rules, and keeps those that it had: "),
                refused.getMessage());
        assertEquals(before, live());
        assertEquals(wanted, read(wanted).orElseThrow().actual(wanted));
        assertEquals("", shell("ls -A /etc/slipway | grep part"), "no draft is left");
    }

    @Test
    final void whatWasBegunIsFinished() {
        Fields wanted = wanted(WEB, MAIL);
        done(nat.create(wanted, errand));
        String before = live();
        shell("rm /etc/slipway/nat; touch /etc/slipway/nat.part"); // as if it had been killed in between
        assertTrue(rules(wanted).toString().contains("(altered)"), rules(wanted).toString());
        assertEquals(Value.of(false), read(wanted).orElseThrow().fields().get("lasting"));
        done(nat.create(wanted, errand));
        assertEquals(wanted, read(wanted).orElseThrow().actual(wanted));
        assertEquals(before, live());
        assertEquals("", shell("ls -A /etc/slipway | grep part"));
    }

    @Test
    final void whatIsGoneIsGone() {
        Fields wanted = wanted(WEB);
        done(nat.create(wanted, errand));
        done(nat.delete(subject(wanted), errand));
        assertEquals(Optional.empty(), read(wanted));
        assertEquals("", live());
        assertEquals("", shell("ls -A /etc/slipway /etc/systemd/system | grep slipway-nat"));
        done(nat.delete(subject(wanted), errand));
    }
}
