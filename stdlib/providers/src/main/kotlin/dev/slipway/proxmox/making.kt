package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.serialization.json.JsonObject

/** Makes a guest under its number, or under the first that is free. Says where it is, and under which number. */
internal suspend fun Api.made(wanted: Wanted, uuid: String, rows: List<JsonObject>): Long {
    val own = wanted.id
    rows.firstOrNull { it.whole("vmid") == own }?.let { throw taken(it.whole("vmid"), it, wanted.name) }
    val all = rows.map { it.whole("vmid") }.toSet()
    repeat(ATTEMPTS) {
        val id = own ?: ids.take(get("", "/cluster/nextid").alone().toLong(), all)
        try {
            done(post(wanted.node, Form.path("nodes", wanted.node, "qemu"), form(wanted, uuid, id)))
            return id
        } catch (refused: Failure.Rejected) {
            if (own != null || "already exists" !in refused.message) {
                throw refused
            }
        }
    }
    throw Failure.Rejected("no number for '${wanted.name}' is free for long enough", "give it an id")
}

private fun form(wanted: Wanted, uuid: String, id: Long): Form {
    val disks = wanted.disks.mapIndexed { i, disk -> "scsi$i" to "${disk.made()}" }.toMap()
    val nics = wanted.nics.mapIndexed { i, nic -> "net$i" to "${Nic.line(nic, null)}" }.toMap()
    val rest = mapOf(
        "vmid" to "$id",
        "scsihw" to "virtio-scsi-single",
        "smbios1" to "uuid=$uuid",
        "tags" to (wanted.tags + Owner.tag(uuid)).sorted().joinToString(";"),
    )
    val boot = if (disks.isEmpty()) mapOf() else mapOf("boot" to "order=" + disks.keys.joinToString(";"))
    val pool = if (wanted.pool.isEmpty()) mapOf() else mapOf("pool" to wanted.pool)
    return Form.of(OS + wanted.options() + disks + nics + rest + boot + pool)
}

private val OS = mapOf("ostype" to "l26")
private const val ATTEMPTS = 10
