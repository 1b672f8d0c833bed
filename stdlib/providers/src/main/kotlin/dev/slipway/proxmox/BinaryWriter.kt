package dev.slipway.proxmox

import java.io.ByteArrayOutputStream

/** Bytes one after the other; numbers in the one order, in the other, or in both. */
internal class BinaryWriter {
    private val out = ByteArrayOutputStream()

    fun byte(value: Int) = apply { out.write(value) }

    fun raw(bytes: ByteArray) = apply { out.write(bytes) }

    fun zeros(count: Int) = raw(ByteArray(count))

    fun little(value: Int, bytes: Int) = apply { repeat(bytes) { byte(value shr (8 * it) and 0xFF) } }

    fun big(value: Int, bytes: Int) = apply { repeat(bytes) { byte(value shr (8 * (bytes - 1 - it)) and 0xFF) } }

    fun both(value: Int, bytes: Int) = little(value, bytes).big(value, bytes)

    fun bytes(): ByteArray = out.toByteArray()
}
