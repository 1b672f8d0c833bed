package dev.slipway.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.nat.Ip;
import dev.slipway.nat.Nat;
import dev.slipway.nat.Net;
import dev.slipway.nat.Ports;
import dev.slipway.nat.Protocol;
import dev.slipway.nat.Rule;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real packets through the rules of a real kernel. */
@Timeout(180)
class PacketsTest {
    private static Street street;

    @BeforeAll
    static void build() throws Exception {
        String impossible = Space.impossible();
        assumeTrue(impossible.isEmpty(), impossible);
        street = new Street();
        street.host.good("echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
    }

    @BeforeEach
    void clear() throws Exception {
        street.host.good("nft flush ruleset");
    }

    @AfterAll
    static void tearDown() throws Exception {
        if (street != null) {
            street.close();
        }
    }

    private static Ip ip(String text) {
        return Ip.read(text).orElseThrow();
    }

    private static Rule.Forward forward(Protocol protocol, String ports, String to, int toPort) {
        return new Rule.Forward(
                protocol, ip("203.0.113.1"), ip("192.0.2.1"), Ports.read(ports).orElseThrow(), ip(to), toPort);
    }

    private static void load(NatBackend variant, Nat nat) throws Exception {
        street.host.good(
                "printf %s \"$1\" >/tmp/slipway-$$; $2 /tmp/slipway-$$; s=$?;" + " rm /tmp/slipway-$$; exit $s",
                variant.text(nat), variant == NatBackend.NFT ? "nft -f" : "sh");
    }

    @ParameterizedTest
    @EnumSource(NatBackend.class)
    void packetsGoWhereTheyShould(NatBackend variant) throws Exception {
        assertEquals("", street.ask(street.world, "tcp", "192.0.2.1", 443), "nothing is open before");
        load(
                variant,
                new Nat(
                        List.of(
                                forward(Protocol.TCP, "443", "10.10.0.10", 8080),
                                forward(Protocol.UDP, "53", "10.10.0.10", 8080),
                                forward(Protocol.TCP, "8000-8010", "10.10.0.10", 8000),
                                new Rule.OneToOne(ip("203.0.113.2"), ip("192.0.2.2"), ip("10.10.0.11")),
                                new Rule.Forward(
                                        Protocol.TCP,
                                        ip("2001:db8::1"),
                                        ip("2001:db8::1"),
                                        new Ports(443, 443),
                                        ip("fd00:10::10"),
                                        8080),
                                new Rule.Masquerade(Net.read("10.10.0.0/24").orElseThrow(), "")),
                        List.of(
                                Net.read("10.10.0.0/24").orElseThrow(),
                                Net.read("fd00:10::/64").orElseThrow())));
        String out = "web:8080 sees 192.0.2.9";
        assertEquals(out, street.ask(street.world, "tcp", "192.0.2.1", 443), "the public port, and the true source");
        assertEquals(out, street.ask(street.world, "udp", "192.0.2.1", 53));
        assertEquals("web:8001 sees 192.0.2.9", street.ask(street.world, "tcp", "192.0.2.1", 8001), "one of a row");
        assertEquals("", street.ask(street.world, "tcp", "192.0.2.1", 80), "an unrelated port");
        assertEquals("", street.ask(street.world, "udp", "192.0.2.1", 443), "the port of another protocol");

        String back = "web:8080 sees 10.10.0.1";
        assertEquals(back, street.ask(street.mail, "tcp", "203.0.113.1", 443), "a neighbour, by the public address");
        assertEquals(back, street.ask(street.mail, "tcp", "192.0.2.1", 443), "and by the private one");
        assertEquals(back, street.ask(street.web, "tcp", "203.0.113.1", 443), "the guest itself");
        street.bridgesTranslate(true);
        assertEquals(back, street.ask(street.mail, "tcp", "203.0.113.1", 443), "where bridges translate by themselves");
        street.bridgesTranslate(false);
        assertEquals("web:8080 sees 192.0.2.1", street.ask(street.host, "tcp", "203.0.113.1", 443), "the host itself");

        assertEquals("mail:25 sees 192.0.2.9", street.ask(street.world, "tcp", "192.0.2.2", 25), "1:1, inwards");
        assertEquals("mail:80 sees 192.0.2.9", street.ask(street.world, "udp", "192.0.2.2", 80));
        assertEquals("world:80 sees 192.0.2.2", street.ask(street.mail, "tcp", "192.0.2.9", 80), "and outwards");
        assertEquals("mail:25 sees 10.10.0.1", street.ask(street.web, "tcp", "203.0.113.2", 25));
        assertEquals("world:80 sees 192.0.2.1", street.ask(street.web, "tcp", "192.0.2.9", 80), "masqueraded");
        assertEquals(
                "mail:25 sees 10.10.0.10",
                street.ask(street.web, "tcp", "10.10.0.11", 25),
                "neighbours are left alone");

        assertEquals("web:8080 sees 2001:db8:0:0:0:0:0:9", street.ask(street.world, "tcp", "2001:db8::1", 443));
        assertEquals("web:8080 sees fd00:10:0:0:0:0:0:1", street.ask(street.mail, "tcp", "2001:db8::1", 443));
    }
}
