package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.TaskKey

/** The addresses that a machine translates. */
public class HostNat internal constructor(key: TaskKey) : Part(key)

/**
 * Addresses that this machine translates, in a table of nftables of its own, now and after each start.
 *
 * ```
 * host("neo") {
 *     address = "neo.home.example"
 *     nat {
 *         address("203.0.113.7") {
 *             arrivesAt = "10.0.0.5"
 *             to("10.10.0.10") { tcp(443, port = 30443); udp(51820) }
 *         }
 *         inside("10.10.0.0/24")
 *         masquerade("10.10.0.0/24")
 *     }
 * }
 * ```
 */
public fun HostBlock.nat(block: NatBlock.() -> Unit): HostNat {
    val said = natOf(this)
    said.block()
    return HostNat(said.key)
}

/** All that is said of the addresses of one machine, wherever it is said, is one task. */
internal fun natOf(host: HostBlock): NatBlock =
    CurrentScript.cluster().trait(Nats::class.java, ::Nats).blocks.getOrPut(host) {
        val origin = Origins.here()
        NatBlock(host, host.keyOf("host.nat", "nat")).also { said ->
            host.part { reached, _, into ->
                into.cluster.declare { later -> said.lower(reached, origin, later) } // after all that is exposed
            }
        }
    }

private class Nats {
    val blocks = mutableMapOf<HostBlock, NatBlock>()
}
