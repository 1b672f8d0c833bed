package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import java.math.BigInteger

/**
 * A network by its first address and the length of its prefix.
 *
 * ```
 * val lan = network("10.0.3.0/24") { gateway = "10.0.3.1"; vlan = 3 }
 * ```
 */
public fun network(cidr: String, block: NetworkBlock.() -> Unit = {}): Network {
    val network = parsed(cidr)
    NetworkBlock(network).block()
    return network
}

/** An address that belongs to no network known here: `address("192.0.2.7")`. */
public fun address(text: String): Address {
    val address = Address.parse(text)
    if (address == null) {
        CurrentScript.cluster().problem(
            "'$text' is no address",
            "it is neither IPv4 nor IPv6",
            "write one like 192.0.2.7",
        )
    }
    return address ?: Address(ByteArray(4))
}

/** Configures a network. */
@SlipwayDsl
public class NetworkBlock internal constructor(private val network: Network) {
    /** Where packets for elsewhere go: `gateway = "10.0.3.1"`. */
    public var gateway: String
        get() = network.gateway?.toString().orEmpty()
        set(value) {
            network.gateway = network[value]
        }

    /** The number of its virtual network, 1 to 4094: `vlan = 3`. */
    public var vlan: Int
        get() = network.vlan ?: 0
        set(value) {
            if (value !in 1..4094) {
                CurrentScript.cluster().problem(
                    "a VLAN of number $value",
                    "VLANs have numbers 1 to 4094",
                    "correct the number",
                )
            }
            network.vlan = value
        }
}

private fun parsed(cidr: String): Network {
    val address = Address.parse(cidr.substringBefore('/'))
    val prefix = cidr.substringAfter('/', "").toIntOrNull()
    if (address == null || prefix == null || prefix !in 0..address.bits) {
        CurrentScript.cluster().problem(
            "'$cidr' is no network",
            "a network is its first address, a slash and the length of its prefix",
            "write one like 10.0.3.0/24",
        )
        return Network(Address(ByteArray(4)), 0)
    }
    val free = address.bits - prefix
    val start = Address.of(address.number.shiftRight(free) * BigInteger.ONE.shiftLeft(free), address.bits)
    if (start != address) {
        CurrentScript.cluster().problem(
            "'$cidr' is an address in a network",
            "the network itself begins at $start",
            "write $start/$prefix, and the address as network(\"$start/$prefix\")[\"$address\"]",
        )
    }
    return Network(start, prefix)
}
