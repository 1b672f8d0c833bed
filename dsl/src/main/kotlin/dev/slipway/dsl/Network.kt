package dev.slipway.dsl

import dev.slipway.evaluate.AsValue
import dev.slipway.evaluate.CurrentScript
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import java.math.BigInteger

/**
 * A range of addresses, which hands out only addresses of its own.
 *
 * ```
 * val lan = network("10.0.3.0/24") { gateway = "10.0.3.1"; vlan = 3 }
 * val first = lan["10.0.3.16"]
 * val same = lan[16]
 * ```
 */
public class Network internal constructor(
    private val start: Address,
    /** How many leading bits all its addresses share, 24 in 10.0.3.0/24: `lan.prefix`. */
    public val prefix: Int,
) : AsValue {
    /** Where packets for elsewhere go, if that was said: `lan.gateway`. */
    public var gateway: Address? = null
        internal set

    /** The number of its virtual network, if that was said: `lan.vlan`. */
    public var vlan: Int? = null
        internal set

    private val free: Int get() = start.bits - prefix

    /** The address written like this; one of another network is a mistake: `lan["10.0.3.16"]`. */
    public operator fun get(address: String): Address {
        val found = Address.parse(address)
        if (found == null || found !in this) {
            CurrentScript.cluster().problem(
                if (found == null) "'$address' is no address" else "$address does not belong to the network $this",
                "its addresses are $start to ${Address.of(start.number + last(), start.bits)}",
                "write one of these",
            )
        }
        return found ?: start
    }

    /** The address with this number within the network: `lan[16]` is 10.0.3.16 in 10.0.3.0/24. */
    public operator fun get(host: Int): Address {
        if (host < 0 || host.toBigInteger() > last()) {
            CurrentScript.cluster().problem(
                "the network $this has no address $host",
                "the last is ${last()}",
                "write a smaller number",
            )
        }
        return start + maxOf(host, 0)
    }

    /** Whether an address belongs to it: `router in lan`. */
    public operator fun contains(address: Address): Boolean =
        address.bits == start.bits && address.number.shiftRight(free) == start.number.shiftRight(free)

    private fun last() = BigInteger.ONE.shiftLeft(free) - BigInteger.ONE

    override fun asValue(): Value = StringValue(toString())

    override fun equals(other: Any?): Boolean = other is Network && start == other.start && prefix == other.prefix

    override fun hashCode(): Int = 31 * start.hashCode() + prefix

    override fun toString(): String = "$start/$prefix"
}
