package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.DataRule
import dev.slipway.provide.Failure
import kotlinx.serialization.json.JsonObject

/** A disk that is Ceph's. Only those that were declared are ever taken, and none that holds anything. */
internal object CephDisk : CephPartSpec {
    override val data: DataRule get() = DataRule.WHOLE

    override suspend fun Api.found(inputs: Fields): Fields? = disk(inputs)
        ?.takeIf { it.whole("osdid", -1) >= 0 }
        ?.let { Fields.of("node", inputs.text("node"), "device", inputs.text("device"), "number", it.whole("osdid")) }

    override suspend fun Api.made(inputs: Fields) {
        val (node, device) = inputs.text("node") to inputs.text("device")
        val disk = disk(inputs) ?: throw Failure.Rejected(
            "$node has no disk $device; it has ${disks(inputs).joinToString { it.text("devpath") }}",
            "correct it",
        )
        if (disk.text("used").isNotEmpty()) {
            throw Failure.Rejected(
                "the disk $device of $node holds something already: ${disk.text("used")}",
                "declare another, or wipe it yourself when nothing of it is needed any more",
            )
        }
        val sort = inputs.text("class").takeIf { it.isNotEmpty() }?.let { mapOf("crush-device-class" to it) }.orEmpty()
        done(post(node, CephPartSpec.path(inputs, "osd"), FormParameters.of("dev" to disk.text("devpath")) + sort))
    }

    override suspend fun Api.removed(inputs: Fields): String {
        val number = disk(inputs).text("osdid")
        return "leaves ${inputs.text("device")} of ${inputs.text("node")} with Ceph, for there is data on it; " +
            "'pveceph osd destroy $number' takes it out"
    }

    private suspend fun Api.disks(inputs: Fields): List<JsonObject> = inputs.text("node").let {
        shared(it, FormParameters.path("nodes", it, "disks", "list"), FormParameters.of("skipsmart" to true))
    }.rows()

    private suspend fun Api.disk(inputs: Fields): JsonObject? =
        disks(inputs).firstOrNull { inputs.text("device") in listOf(it.text("devpath"), it.text("by_id_link")) }
}
