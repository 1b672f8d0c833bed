package dev.slipway.proxmox

import dev.slipway.provide.PlannedStep

/**
 * A privilege that a step needs.
 *
 * @property paths where; one of them is enough, as a pool is for a machine in it
 * @property also what is needed with it
 * @property instead what is as good
 */
internal data class RequiredPrivilege(
    val privilege: String,
    val paths: List<String>,
    val also: RequiredPrivilege? = null,
    val instead: RequiredPrivilege? = null,
) {
    constructor(privilege: String, path: String) : this(privilege, listOf(path))

    infix fun or(other: RequiredPrivilege) = copy(instead = other)

    infix fun and(other: RequiredPrivilege) = copy(also = other)

    /** Many machines are told as one. */
    val where: String get() = paths.joinToString(" or ") { it.replace(Regex("^/vms/[0-9]+$"), "/vms") }

    companion object {
        /** What no privilege gives: only the user `root@pam` itself may do it, with its password. */
        val ROOT = RequiredPrivilege("root@pam", listOf())
    }
}

/** What has been declared of a step and is not as before. */
internal fun PlannedStep.changed(): Set<String> =
    (before.names() + desired.names()).filter { before.get(it) != desired.get(it) }.toSet()
