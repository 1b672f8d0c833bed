package dev.slipway.proxmox

import java.util.concurrent.ConcurrentHashMap

/** Numbers that were handed out in this run. The cluster reserves none: asked twice, it names the same one twice. */
internal class VmIds {
    private val given = ConcurrentHashMap.newKeySet<Long>()

    /** The first number from here on that is neither taken nor handed out. */
    fun take(from: Long, taken: Set<Long>): Long =
        generateSequence(from) { it + 1 }.first { it !in taken && given.add(it) }
}
