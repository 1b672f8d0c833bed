package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

/** Makes a guest under its number, or under the first that is free. */
internal suspend fun Api.made(wanted: VmSpec, uuid: String, rows: List<JsonObject>): VmState {
    val own = wanted.id
    // Whoever was listed a moment ago may have been deleted since, by this very run.
    rows.of(own)?.let { guests().of(own) }?.let { throw taken(it.whole("vmid"), it, wanted.name) }
    val all = rows.map { it.whole("vmid") }.toSet()
    repeat(ATTEMPTS) {
        val id = own ?: ids.take(get("", "/cluster/nextid").alone().toLong(), all)
        try {
            carried(wanted) { begun(wanted, uuid, id, rows) }
            return again(VmState(id, wanted.node, mapOf(), null, wanted.pool))
        } catch (refused: Failure.Rejected) {
            if (refused.message.endsWith(FORBIDDEN)) {
                val pool = wanted.pool.takeIf { it.isNotEmpty() }?.let { " or /pool/$it" }.orEmpty()
                throw refused.saying("${refused.message} (/vms/$id$pool, VM.Allocate)", refused.fix())
            } else if ("already exists" !in refused.message) {
                throw refused
            } else if (own != null) {
                guests().of(own)?.let { throw taken(own, it, wanted.name) }
                throw refused.saying(
                    "the number $own is taken by a machine that we may not see: ${refused.message}",
                    "choose another id, or grant VM.Audit on /vms to the user and to the token",
                )
            }
        }
    }
    throw Failure.Rejected("no number for '${wanted.name}' is free for long enough", "give it an id")
}

/** Disks are copied by few at a time on each node: each copy locks its storage, and no lock is waited for long. */
private suspend fun Api.carried(wanted: VmSpec, begin: suspend () -> JsonElement?) =
    if (wanted.copies) holding("${wanted.node}/copies") { carried(begin) } else carried(begin)

private suspend fun Api.begun(wanted: VmSpec, uuid: String, id: Long, rows: List<JsonObject>): JsonElement? =
    if (wanted.copyOf == null) {
        post(wanted.node, FormParameters.path("nodes", wanted.node, "qemu"), form(wanted, uuid, id))
    } else {
        cloned(wanted, uuid, id, rows)
    }

internal fun form(wanted: VmSpec, uuid: String, id: Long): FormParameters {
    val disks = wanted.disks.mapIndexed { i, disk -> "scsi$i" to "${disk.made()}" }.toMap()
    val nics = wanted.nics.mapIndexed { i, nic -> "net$i" to "${Nic.line(nic, null)}" }.toMap()
    val states = wanted.states.entries.associate { (disk, inputs) -> disk.option to "${disk.made(inputs)}" }
    val devices = wanted.devices.associate { it.option to "${it.line(null)}" }
    val rest = mapOf(
        "vmid" to "$id",
        "smbios1" to "uuid=$uuid",
        "tags" to (wanted.tags + VmOwnership.tag(uuid)).sorted().joinToString(";"),
    )
    // What has an image starts the machine, whatever its disks are called.
    val slots = wanted.disks.map { it.name }.zip(disks.keys).toMap()
    val order = wanted.named(wanted.bootOrder, slots).ifEmpty {
        disks.keys.zip(wanted.disks).sortedBy { it.second.image.isEmpty() }.map { it.first }
    }
    val boot = if (order.isEmpty()) mapOf() else mapOf("boot" to "${BootOrder(order)}")
    val pool = if (wanted.pool.isEmpty()) mapOf() else mapOf("pool" to wanted.pool)
    val options = wanted.options().mapNotNull { (option, value) -> value?.let { option to it } }.toMap()
    val serial = if (wanted.hasSerial) mapOf("serial0" to "socket") else mapOf()
    return FormParameters.of(USUAL + serial + options + disks + states + devices + nics + rest + boot + pool)
}

private val USUAL = mapOf("ostype" to "l26", "scsihw" to "virtio-scsi-single")
private const val ATTEMPTS = 10

/** Of all that a token may lack to create a machine, this is the one thing that is not named. */
private const val FORBIDDEN = "Permission check failed"
