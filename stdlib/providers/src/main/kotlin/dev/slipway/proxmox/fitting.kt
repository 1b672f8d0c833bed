package dev.slipway.proxmox

import dev.slipway.provide.Failure
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject

/** Whether nodes have the processors and devices that machines are to have. Proxmox VE says it when a machine starts. */
internal suspend fun Api.fitting(steps: List<PlannedStep>): List<Obstacle> {
    val coming = steps.filter { it.act() != Operation.DELETE }
    return unmapped(coming) + foreign(coming)
}

private suspend fun Api.unmapped(steps: List<PlannedStep>): List<Obstacle> {
    val wanted = steps.filter { step -> step.changed().any { it in KINDS || it == "node" } }
        .associateWith { VmSpec(it.inputs()).devices }
    val kinds = wanted.values.flatten().map { it.kind }.distinct()
    val there = kinds.associateWith { get("", "/cluster/mapping/$it").rows() }
    return wanted.flatMap { (step, devices) ->
        val node = step.inputs().text("node")
        devices.filterNot { device ->
            there.getValue(device.kind).any { it.text("id") == device.mapping && it.isOn(node) }
        }.map { device ->
            Obstacle(
                step.key(),
                "there is no ${device.kind.uppercase()} device '${device.mapping}' on '$node'",
                "the cluster has no such mapping for this node, or you may not use it",
                "map the device under Datacenter, Resource Mappings, and grant Mapping.Use on " +
                    "/mapping/${device.kind}/${device.mapping}",
            )
        }
    }
}

private fun JsonObject.isOn(node: String) =
    (get("map") as? JsonArray).orEmpty().any { PropertyString.of(it.alone()).options["node"] == node }

private suspend fun Api.foreign(steps: List<PlannedStep>): List<Obstacle> {
    val wanted = steps.filter { step -> step.changed().any { it in setOf("architecture", "machine", "node", "raw") } }
        .map { it to architecture(VmSpec(it.inputs())) }.filter { it.second.isNotEmpty() }
    val nodes = wanted.map { it.first.inputs().text("node") }.distinct().associateWith { machine(it) }
    return wanted.mapNotNull { (step, architecture) ->
        val node = step.inputs().text("node")
        val own = nodes.getValue(node)
        val isEmulated = VmSpec(step.inputs()).raw.options["kvm"] == "0"
        if (own.isEmpty() || own == architecture || isEmulated) {
            null
        } else {
            Obstacle(
                step.key(),
                "${step.key()} is for $architecture, and '$node' has $own",
                "its processors would be emulated, many times slower",
                "choose another node, or accept it with raw(\"kvm\", \"0\")",
            )
        }
    }
}

/** What a machine is for, where it says so; the board of ARM is its own. */
private fun architecture(wanted: VmSpec): String {
    val board = wanted.inputs.text("machine")
    return wanted.inputs.text("architecture").ifEmpty {
        if (board.startsWith("virt")) {
            "aarch64"
        } else if ("q35" in board || board.startsWith("pc")) {
            "x86_64"
        } else {
            ""
        }
    }
}

/** The architecture of a node; nothing where it does not answer, for it may join in this very run. */
private suspend fun Api.machine(node: String): String = try {
    (get(node, FormParameters.path("nodes", node, "status")) as? JsonObject)?.get("current-kernel").text("machine")
} catch (_: Failure) {
    ""
}

private val KINDS = setOf("pci", "usb")
