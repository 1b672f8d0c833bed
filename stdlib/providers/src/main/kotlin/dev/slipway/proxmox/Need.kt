package dev.slipway.proxmox

import dev.slipway.provide.Prospect

/**
 * A privilege that a step needs.
 *
 * @property paths where; one of them is enough, as a pool is for a machine in it
 * @property also what is needed with it
 * @property instead what is as good
 */
internal data class Need(
    val privilege: String,
    val paths: List<String>,
    val also: Need? = null,
    val instead: Need? = null,
) {
    constructor(privilege: String, path: String) : this(privilege, listOf(path))

    infix fun or(other: Need) = copy(instead = other)

    infix fun and(other: Need) = copy(also = other)

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
