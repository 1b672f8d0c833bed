package dev.slipway.dsl

import dev.slipway.nat.Ip

// How addresses and ports are written. Nothing here asks a name server.

internal fun isAddress(text: String): Boolean = Ip.read(text).isPresent

/** An address with the length of the network that it is in. */
internal fun isInNetwork(text: String): Boolean = length(text) != null

/** An address, or a network from its first address on, as Proxmox VE wants them. */
internal fun isNetwork(text: String): Boolean {
    val first = Ip.read(text.substringBefore('/')).orElse(null) ?: return false
    val length = length(text)
    val bits = if (first.v6) V6 else V4
    val zeros = if (first.number.signum() == 0) bits else first.number.lowestSetBit
    return if (length == null) '/' !in text else zeros >= bits - length
}

/** An address without a length that says nothing, as Proxmox VE keeps it. */
internal fun withoutLength(address: String): String = address.removeSuffix(if (':' in address) "/128" else "/32")

internal fun isRange(text: String): Boolean {
    val ends = text.split('-').map { Ip.read(it).orElse(null) ?: return false }
    return ends.size == 2 && ends[0].v6 == ends[1].v6 && ends[0].number <= ends[1].number
}

/** Whether an address or a network lies in another, or in a range. */
internal fun isWithin(inner: String, outer: String): Boolean {
    val first = Ip.read(inner.substringBefore('/')).orElse(null) ?: return false
    val ends = outer.substringBefore('/').split('-').map { Ip.read(it).orElse(null) ?: return false }
    val bits = if (first.v6) V6 else V4
    val rest = bits - (length(inner) ?: bits)
    val last = first.number.shiftRight(rest).inc().shiftLeft(rest).dec()
    val free = if ('-' in outer) 0 else bits - (length(outer) ?: bits)
    val end = ends.last().number.shiftRight(free).inc().shiftLeft(free).dec()
    return first.v6 == ends[0].v6 && ends[0].number <= first.number && last <= end
}

/** Numbers, ranges like 8000:8010, and names of services; Proxmox VE takes at most fifteen numbers. */
internal fun arePorts(text: String): Boolean {
    val all = text.split(',').map { it.split(':') }
    val ranges = all.filterNot { it.size == 1 && SERVICE.matches(it[0]) }.map { range ->
        range.map { it.toIntOrNull()?.takeIf { port -> port in PORTS } ?: return false }
    }
    return ranges.all { it.size <= 2 && it.first() <= it.last() } && ranges.sumOf { it.size } <= MOST_PORTS
}

private fun length(text: String): Int? {
    val bits = Ip.read(text.substringBefore('/')).map { if (it.v6) V6 else V4 }.orElse(-1)
    return text.substringAfter('/', "").toIntOrNull()?.takeIf { it in 0..bits }
}

private const val V4 = 32
private const val V6 = 128
private const val MOST_PORTS = 15
private val PORTS = 0..65_535
private val SERVICE = Regex("[a-z][a-z0-9-]*")
