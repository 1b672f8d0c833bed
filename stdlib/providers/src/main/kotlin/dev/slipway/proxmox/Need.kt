package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Items
import dev.slipway.provide.Prospect

/**
 * A privilege that a step needs.
 *
 * @property paths where; one of them is enough, as a pool is for a machine in it
 */
internal data class Need(val privilege: String, val paths: List<String>) {
    constructor(privilege: String, path: String) : this(privilege, listOf(path))

    /** Many machines are told as one. */
    val where: String get() = paths.joinToString(" or ") { it.replace(Regex("^/vms/[0-9]+$"), "/vms") }

    companion object {
        /** What no privilege gives: only the user `root@pam` itself may do it, with its password. */
        val ROOT = Need("root@pam", listOf())
    }
}

/** What has been declared of a step and is not as before. */
internal fun Prospect.changed(): Set<String> =
    (before.names() + desired.names()).filter { before.get(it) != desired.get(it) }.toSet()

internal fun Fields.parts(name: String): List<Fields> = when (val value = get(name)) {
    is Items -> value.values().filterIsInstance<Fields>()
    is Fields -> value.entries().map { it.value }.filterIsInstance<Fields>()
    else -> listOf()
}
