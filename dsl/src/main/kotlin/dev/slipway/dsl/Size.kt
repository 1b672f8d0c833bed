package dev.slipway.dsl

import dev.slipway.evaluate.AsValue
import dev.slipway.model.IntValue
import dev.slipway.model.Value

/**
 * An amount of memory or disk, exact to the byte.
 *
 * ```
 * val memory = 16.GiB
 * val half = memory / 2
 * ```
 */
public class Size internal constructor(
    /** The amount in bytes: `memory.bytes`. */
    public val bytes: Long,
) : Comparable<Size>,
    AsValue {
    /** Adds two sizes: `16.GiB + 512.MiB`. */
    public operator fun plus(other: Size): Size = Size(Math.addExact(bytes, other.bytes))

    /** Takes one size from another: `100.GiB - 1.MiB`. */
    public operator fun minus(other: Size): Size = size(bytes - other.bytes)

    /** A size several times: `4.GiB * replicas`. */
    public operator fun times(count: Int): Size = Size(Math.multiplyExact(bytes, count.toLong()))

    /** A part of a size: `memory / 2`. */
    public operator fun div(parts: Int): Size = Size(bytes / parts)

    override fun compareTo(other: Size): Int = bytes.compareTo(other.bytes)

    override fun asValue(): Value = IntValue(bytes)

    override fun equals(other: Any?): Boolean = other is Size && bytes == other.bytes

    override fun hashCode(): Int = bytes.hashCode()

    override fun toString(): String {
        val unit = units.last { bytes % it.second == 0L }
        return "${bytes / unit.second} ${unit.first}"
    }

    private companion object {
        val units = listOf(
            "B" to 1L,
            "KiB" to (1L shl 10),
            "MiB" to (1L shl 20),
            "GiB" to (1L shl 30),
            "TiB" to (1L shl 40),
        )
    }
}
