package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.ExposeWish
import dev.slipway.evaluate.Lowering
import dev.slipway.nat.Line
import dev.slipway.nat.Ports
import dev.slipway.nat.Protocol
import dev.slipway.nat.Rule

/**
 * A port of a public address of a machine, behind which a guest answers. In a cloud such as OCI say at which address of its
 * own the machine sees it, with `arrivesAt`.
 *
 * ```
 * expose("public-web") via nat(neo, address = "203.0.113.7", port = 443, to = "10.10.0.10", toPort = 30443)
 * ```
 */
public fun nat(
    host: Host,
    address: String,
    port: Int,
    to: String,
    toPort: Int = port,
    arrivesAt: String = address,
): Via = NatVia(natOf(host.said), address, arrivesAt, port, to, toPort)

/** The same of a machine by its name: `nat("neo", "203.0.113.7", 443, to = "10.10.0.10")`. It is declared above. */
public fun nat(
    host: String,
    address: String,
    port: Int,
    to: String,
    toPort: Int = port,
    arrivesAt: String = address,
): Via {
    val known = CurrentScript.cluster().trait(HostNames::class.java, ::HostNames).known
    if (host !in known) {
        CurrentScript.cluster().problem(
            "nat(\"$host\", ...) knows no host '$host'",
            if (known.isEmpty()) "no host is declared above" else "declared above are ${known.keys.joinToString()}",
            "correct the name, or declare it above with host(\"$host\") { ... }",
        )
    }
    return NatVia(known[host]?.let(::natOf), address, arrivesAt, port, to, toPort)
}

private data class NatVia(
    private val nat: NatBlock?,
    private val address: String,
    private val arrivesAt: String,
    private val port: Int,
    private val to: String,
    private val toPort: Int,
) : Via {
    override fun expose(wish: ExposeWish, into: Lowering) {
        val public = natIp(address, wish.origin)
        val own = if (arrivesAt == address) public else natIp(arrivesAt, wish.origin)
        val guest = natIp(to, wish.origin)
        if (public != null && own != null && guest != null) {
            val rule = Rule.Forward(Protocol.TCP, public, own, Ports(port, port), guest, toPort)
            nat?.add(Line(rule, wish.origin))
        }
    }
}
