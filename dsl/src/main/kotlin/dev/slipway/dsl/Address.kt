package dev.slipway.dsl

import dev.slipway.evaluate.AsValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import java.math.BigInteger
import java.net.InetAddress

/**
 * An IPv4 or IPv6 address. Made by a [Network], which knows whether it belongs there, or by [address].
 *
 * ```
 * val lan = network("10.0.3.0/24")
 * val router = lan["10.0.3.1"]
 * ```
 */
public class Address internal constructor(private val bytes: ByteArray) :
    Comparable<Address>,
    AsValue {
    internal val bits: Int get() = bytes.size * Byte.SIZE_BITS
    internal val number: BigInteger get() = BigInteger(1, bytes)

    /** Whether it is an IPv6 address: `if (router.isV6) 128 else 32`. */
    public val isV6: Boolean get() = bytes.size > 4

    /** The address so many further on: `lan["10.0.3.16"] + 1`. */
    public operator fun plus(further: Int): Address = of(number + further.toBigInteger(), bits)

    override fun asValue(): Value = StringValue(toString())

    override fun compareTo(other: Address): Int = compareValuesBy(this, other, { it.bits }, { it.number })

    override fun equals(other: Any?): Boolean = other is Address && bytes.contentEquals(other.bytes)

    override fun hashCode(): Int = bytes.contentHashCode()

    override fun toString(): String = if (isV6) short(InetAddress.getByAddress(bytes).hostAddress) else dotted()

    private fun dotted() = bytes.joinToString(".") { "${it.toInt() and 0xFF}" }

    internal companion object {
        private val v4 = Regex("""(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})""")
        private val v6 = Regex("""[0-9a-fA-F:]*:[0-9a-fA-F:.]*""")
        private val zeros = Regex("""(^|:)0(:0)+(:|$)""")

        /** Reads an address; never asks a name server. */
        fun parse(text: String): Address? {
            val parts = v4.matchEntire(text)?.groupValues?.drop(1)?.map { it.toInt() }
            if (parts != null) {
                return parts.takeIf {
                    it.all { part -> part <= 255 }
                }?.let { Address(ByteArray(4) { i -> it[i].toByte() }) }
            }
            val bytes = if (v6.matches(text)) runCatching { InetAddress.getByName(text).address }.getOrNull() else null
            return bytes?.takeIf { it.size == 16 }?.let { Address(it) }
        }

        fun of(number: BigInteger, bits: Int): Address {
            val size = bits / Byte.SIZE_BITS
            val raw = number.mod(BigInteger.ONE.shiftLeft(bits)).toByteArray()
            return Address(ByteArray(size) { i -> raw.getOrElse(raw.size - size + i) { 0 } })
        }

        /** The longest run of zero groups becomes `::`, as RFC 5952 asks. */
        private fun short(long: String): String {
            val run = zeros.findAll(long).maxByOrNull { it.value.length } ?: return long
            return long.replaceRange(run.range, "::")
        }
    }
}
