package dev.slipway.proxmox

import dev.slipway.provide.Failure
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

/** Moves a guest to another node, while it runs if it does, with the disks that lie on its own node. */
internal suspend fun Api.migrated(from: VmState, to: String, wanted: VmSpec? = null): VmState {
    val lying = lying(from, to)
    val disc = wanted?.seedSlot?.takeIf { PropertyString.of(from.config[it].orEmpty()).first in lying.discs }
    if (disc != null) {
        // It would keep the guest there. It is read at the first boot alone; that of the other node takes its place.
        carried { post(from.node, path(from.node, from.id, "config"), FormParameters.of(disc to "none,media=cdrom")) }
    }
    val targets = wanted?.let { targets(from, it, lying) }.orEmpty()
    val storages = mapOf("targetstorage" to targets.map { (there, other) -> "$there:$other" }.joinToString(","))
    val form = FormParameters.of("target" to to) +
        (if (runs(from)) mapOf("online" to true, "with-local-disks" to true) else mapOf()) +
        (if (targets.isEmpty()) mapOf() else storages)
    var task = ""
    try {
        carried { post(from.node, path(from.node, from.id, "migrate"), form).also { task = it.alone() } }
    } catch (refused: Failure.Rejected) {
        throw explained(refused, from.node, task)
    }
    return unlocked(again(from.with(node = to)))
}

/** What lies on the node of a guest: its disks, and discs that are put into it. */
private class Lying(val disks: List<String>, val discs: List<String>, val answer: JsonElement?)

private suspend fun Api.lying(of: VmState, to: String): Lying {
    val answer = get(of.node, path(of.node, of.id, "migrate"), FormParameters.of("target" to to))
    val (discs, disks) = ((answer as? JsonObject)?.get("local_disks")).rows().partition { it.truth("cdrom") }
    return Lying(disks.map { it.text("volid") }, discs.map { it.text("volid") }.filterNot { "cloudinit" in it }, answer)
}

/** Where disks go that are to be on another storage there; each storage of the node goes to one. */
private fun targets(of: VmState, wanted: VmSpec, lying: Lying): Map<String, String> {
    val known = Disk.slots(of.config)
    val states = wanted.states.mapNotNull { (disk, inputs) ->
        of.config[disk.option]?.let { PropertyString.of(it).first to inputs.text("storage") }
    }
    val disks = wanted.disks.mapNotNull { disk -> known[disk.name]?.let { it.second.first to disk.storage } }
    return (disks + states).filter { (volume, to) -> volume in lying.disks && volume.substringBefore(':') != to }
        .associate { (volume, to) -> volume.substringBefore(':') to to }
}

/** The task says no more than that it was aborted; why stands in its log. */
private suspend fun Api.explained(refused: Failure.Rejected, node: String, task: String): Failure {
    if ("migration aborted" !in refused.message || task.isEmpty()) return refused
    val path = FormParameters.path("nodes", node, "tasks", task, "log")
    val log = get(node, path, FormParameters.of("limit" to LINES)).rows().map { it.text("t") }
    val why = log.mapNotNull { DISK.find(it)?.value }.ifEmpty { log.mapNotNull { WHY.find(it)?.groupValues?.get(1) } }
    return if (why.isEmpty()) {
        refused
    } else {
        refused.saying("migration aborted: ${why.joinToString("; ")}", "see the log of the task on $node")
    }
}

/** What keeps machines on their node that are to move, said before anything is done. */
internal suspend fun Api.movable(steps: List<PlannedStep>): List<Obstacle> {
    val moving = steps.filter { it.act() == Operation.UPDATE && "node" in it.changed() }
    val rows = if (moving.isEmpty()) listOf() else guests()
    return moving.flatMap { step ->
        val wanted = VmSpec(step.inputs())
        val row = rows.of(wanted.id)
        if (row == null || row.text("node") == wanted.node) listOf() else keeping(step, wanted, row)
    }
}

private suspend fun Api.keeping(step: PlannedStep, wanted: VmSpec, row: JsonObject): List<Obstacle> = try {
    val found = found(row)
    if (found == null) listOf() else keeping(step, wanted, found, lying(found, wanted.node))
} catch (_: Failure.Rejected) {
    listOf() // whoever may not ask may not move it either, which is told
}

private fun keeping(step: PlannedStep, wanted: VmSpec, found: VmState, lying: Lying): List<Obstacle> {
    val seed = PropertyString.of(found.config[wanted.seedSlot].orEmpty()).first
    val isSeeded = wanted.inputs.text("seed").isNotEmpty() || "seed" in wanted.inputs.names()
    val answer = lying.answer as? JsonObject
    val devices = (answer?.get("local_resources") as? JsonArray).orEmpty().map { it.alone() }
    val missing = ((answer?.get("not_allowed_nodes") as? JsonObject)?.get(wanted.node) as? JsonObject)
        ?.get("unavailable_storages").let { it as? kotlinx.serialization.json.JsonArray }.orEmpty().map { it.alone() } -
        targets(found, wanted, lying).keys
    fun obstacle(why: String, fix: String) =
        Obstacle(step.key(), "'${wanted.name}' cannot move from ${found.node} to ${wanted.node}", why, fix)
    return lying.discs.filterNot { isSeeded && it == seed }.map {
        obstacle("its disc $it lies on ${found.node} alone", "take it out, or keep it on a storage that nodes share")
    } + devices.filter { answer.truth("running") }.map {
        obstacle("it has the device $it of ${found.node}", "apply with running = false first, or remove the device")
    } + missing.distinct().map {
        obstacle("${wanted.node} has no storage $it", "declare disks on a storage that ${wanted.node} has")
    }
}

private const val LINES = 500
private val DISK = Regex("can't migrate local disk .*")
private val WHY = Regex("migration aborted \\(duration [0-9:]+\\): (.*)")
