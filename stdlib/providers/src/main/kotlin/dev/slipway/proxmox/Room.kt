package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import kotlinx.serialization.json.JsonObject

/** Whether hosts can bear the machines that are to be made on them. What they only may not bear well is said. */
internal suspend fun Api.room(steps: List<PlannedStep>): List<Obstacle> {
    val coming = steps.filter { it.act() == Operation.CREATE }
    if (coming.isEmpty()) {
        return listOf()
    }
    val rows = get("", "/cluster/resources").rows()
    val nodes = rows.filter { it.text("type") == "node" }.associateBy { it.text("node") }
    coming.map { it.desired().text("node") }.filter { nodes[it] == null }.distinct().sorted().forEach {
        ticket.say("the cluster has no node '$it' yet; it has ${nodes.keys.sorted().joinToString()}")
    }
    crowded(coming, nodes)
    full(coming, rows)
    val weak = coming.map { it.desired().text("node") }.distinct()
        .filter { nodes[it] != null && !virtualizes(it) }.toSet()
    return coming.mapNotNull { step ->
        unfit(step, nodes, weak)?.let { (what, why, fix) -> Obstacle(step.key(), what, why, fix) }
    }
}

private fun unfit(
    step: PlannedStep,
    nodes: Map<String, JsonObject>,
    weak: Set<String>,
): Triple<String, String, String>? {
    val wanted = step.desired()
    val name = wanted.text("node")
    val node = nodes[name]
    val cores = wanted.whole("cores", 1) * wanted.whole("sockets", 1)
    return when {
        // It may join in this very run; then nobody knows yet what it can bear.
        node == null -> null

        node.text("status") == "offline" ->
            Triple("${step.key()} cannot be made on '$name'", "the node is offline", "start it, or choose another")

        name in weak && runs(wanted) -> Triple(
            "${step.key()} cannot run on '$name'",
            "its processors offer no virtualization, so it has no /dev/kvm",
            "switch it on in the firmware of the host, or choose another node",
        )

        node.whole("maxcpu") in 1 until cores && runs(wanted) -> Triple(
            "${step.key()} cannot run on '$name'",
            "it has $cores cores, and the node has ${node.whole("maxcpu")}",
            "give it fewer, or choose another node",
        )

        node.whole("maxmem") in 1 until wanted.whole("memory", 0) && runs(wanted) -> Triple(
            "${step.key()} cannot run on '$name'",
            "it has ${gib(wanted.whole("memory", 0))} of memory, and the node has ${gib(node.whole("maxmem"))}",
            "give it less, or choose another node",
        )

        else -> null
    }
}

/** More memory than is free may still do, for not everybody uses what he has. */
private fun Api.crowded(coming: List<PlannedStep>, nodes: Map<String, JsonObject>) =
    coming.map { it.desired() }.filter(::runs).groupBy { it.text("node") }.toSortedMap().forEach { (name, machines) ->
        val wanted = machines.sumOf { it.whole("memory", 0) }
        val free = nodes[name].whole("maxmem") - nodes[name].whole("mem")
        if (free in 1 until wanted) {
            ticket.say("$name has ${gib(free)} of memory free, and ${gib(wanted)} are to come")
        }
    }

/** More than a storage has may still do, where it takes room only for what is written. */
private fun Api.full(coming: List<PlannedStep>, rows: List<JsonObject>) {
    val free = rows.filter { it.text("type") == "storage" }.groupBy { it.text("storage") }
        .mapValues { (_, same) -> same.maxOf { it.whole("maxdisk") - it.whole("disk") } }
    val disks = coming.flatMap { it.desired().parts("disks") }
    disks.groupBy { it.text("storage") }.toSortedMap().forEach { (name, there) ->
        val wanted = there.sumOf { it.whole("size", 0) }
        if ((free[name] ?: 0) in 1 until wanted) {
            val room = gib(free.getValue(name))
            ticket.say("the storage $name has $room free, and disks of ${gib(wanted)} are to come")
        }
    }
}

/**
 * Whether its processors can do it; where we may not ask, they are believed to. It is said for those of the x86 family
 * alone, whose flags tell it: `hvm` is 1, or an empty text, or missing.
 */
private suspend fun Api.virtualizes(node: String): Boolean = try {
    val processor = (get(node, FormParameters.path("nodes", node, "status")) as? JsonObject)?.get("cpuinfo")
    processor.text("flags").isEmpty() || processor.truth("hvm")
} catch (_: dev.slipway.provide.Failure) {
    true
}

private fun runs(wanted: Fields) = wanted.get("running") == BoolValue.TRUE

private fun gib(bytes: Long): String = "%.1f GiB".format(java.util.Locale.ROOT, bytes.toDouble() / (1L shl 30))
