package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Origin
import dev.slipway.nat.Ip
import dev.slipway.nat.Line
import dev.slipway.nat.Ports
import dev.slipway.nat.Protocol
import dev.slipway.nat.Rule

/** Configures a public address of a machine. */
@SlipwayDsl
public class NatAddressBlock internal constructor(private val address: String, private val origin: Origin) {
    private val guests = mutableListOf<NatGuestBlock>()

    /**
     * The address that the machine itself has, and that packets carry when they get there. In a cloud such as OCI it is
     * the private one of the network card; the machine never sees the public one: `arrivesAt = "10.0.0.5"`.
     */
    public var arrivesAt: String = ""

    /** Who gets packets for the address: `to("10.10.0.10") { tcp(443, port = 30443) }`. */
    public fun to(guest: String, block: NatGuestBlock.() -> Unit) {
        guests += NatGuestBlock(guest).apply(block)
    }

    /** The same of an address of a network: `to(lan["10.0.3.16"]) { everything() }`. */
    public fun to(guest: Address, block: NatGuestBlock.() -> Unit): Unit = to("$guest", block)

    internal fun check() {
        if (guests.all { it.said.isEmpty() }) {
            CurrentScript.cluster().problem(
                "packets for $address have no destination",
                "no ports of it are given to a guest",
                "add to(\"...\") { tcp(443) }, or remove the address",
                origin,
            )
        }
    }

    internal fun lines(): List<Line> {
        val public = natIp(address, origin)
        val own = if (arrivesAt.isEmpty()) public else natIp(arrivesAt, origin)
        return guests.flatMap { guest ->
            val to = natIp(guest.address, guest.origin)
            if (public == null || own == null || to == null) emptyList() else guest.lines(public, own, to)
        }
    }
}

/** What a guest gets of a public address. */
@SlipwayDsl
public class NatGuestBlock internal constructor(internal val address: String) {
    internal val origin = Origins.here()
    internal val said = mutableListOf<(Ip, Ip, Ip) -> Line>()

    /** A port of TCP, which may be another one over there: `tcp(443, port = 30443)`. */
    public fun tcp(public: Int, port: Int = public): Unit = forward(Protocol.TCP, public..public, port)

    /** Ports of TCP in a row, which keep their numbers: `tcp(8000..8010)`. */
    public fun tcp(ports: IntRange): Unit = forward(Protocol.TCP, ports, ports.first)

    /** A port of UDP, which may be another one over there: `udp(51820)`. */
    public fun udp(public: Int, port: Int = public): Unit = forward(Protocol.UDP, public..public, port)

    /** Ports of UDP in a row, which keep their numbers: `udp(60000..61000)`. */
    public fun udp(ports: IntRange): Unit = forward(Protocol.UDP, ports, ports.first)

    /** Everything, and what the guest sends out carries the public address: `everything()`. */
    public fun everything() {
        val line = Origins.here()
        said += { public, own, to -> Line(Rule.OneToOne(public, own, to), line) }
    }

    internal fun lines(public: Ip, own: Ip, to: Ip): List<Line> = said.map { it(public, own, to) }

    private fun forward(protocol: Protocol, ports: IntRange, port: Int) {
        val line = Origins.here()
        said += { public, own, to ->
            Line(Rule.Forward(protocol, public, own, Ports(ports.first, ports.last), to, port), line)
        }
    }
}

/** An address, or a problem of the line that should have one. */
internal fun natIp(text: String, origin: Origin): Ip? = Ip.read(text).orElseGet {
    CurrentScript.cluster().problem(
        "'$text' is no address",
        "it is neither IPv4 nor IPv6",
        "write one like 192.0.2.7",
        origin,
    )
    null
}
