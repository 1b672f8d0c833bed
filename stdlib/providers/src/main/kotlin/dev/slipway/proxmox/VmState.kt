package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.IntValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.LookDepth
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Token
import kotlinx.serialization.json.JsonElement

/**
 * A guest that was found: where it is, and what its file says.
 *
 * @property runs whether it runs, as far as somebody has asked
 */
internal class VmState(
    val id: Long,
    val node: String,
    val config: Map<String, String>,
    val runs: Boolean?,
    val pool: String,
) {
    val uuid: String get() = VmOwnership.uuidOf(config)
    val isTemplate: Boolean get() = config["template"] == "1"
    private val isMarked: Boolean get() = VmOwnership.tag(uuid) in VmOwnership.tags(config["tags"].orEmpty())

    fun with(
        config: Map<String, String> = this.config,
        node: String = this.node,
        runs: Boolean? = this.runs,
        pool: String = this.pool,
    ) = VmState(id, node, config, runs, pool)

    val volumes: List<String>
        get() = Disk.slots(config).values.map { (slot, line) ->
            "$slot ${line.first} ${line.options["size"].orEmpty()}"
        }

    /** Whether it has no disc although it has a seed: whoever moves it away from the node of its seed takes the disc out. */
    fun lacksDisc(wanted: VmSpec): Boolean = "seed" in wanted.inputs.names() &&
        PropertyString.of(config[wanted.seedSlot].orEmpty()).first in setOf("", "none")

    fun seen(wanted: VmSpec): ObservedObject {
        val fields = wanted.seen(config).toMutableMap()
        if (node != wanted.node && lacksDisc(wanted)) fields["seed"] = wanted.inputs.get("seed")
        fields["id"] = IntValue(id)
        fields["uuid"] = StringValue(uuid)
        fields["node"] = StringValue(node)
        fields["running"] = Value.of(checkNotNull(runs) { "the state of VM $id was not read" })
        fields["template"] = Value.of(isTemplate)
        fields["marked"] = Value.of(isMarked)
        fields["serial"] = GuestOption.of("serial")?.seen(config["serial0"]) ?: BoolValue.FALSE
        fields["volumes"] = Value.of(volumes)
        fields[VmSpec.VOLUMES] = Value.of(backing(wanted))
        fields["macs"] = Value.of(wanted.nics.indices.map { Nic.address(config["net$it"]) })
        if (wanted.pool.isNotEmpty()) {
            fields["pool"] = StringValue(pool)
        }
        return ObservedObject("$id", Fields(fields), mapOf(LookDepth.COLLECTION to token()))
    }

    /** What each disk is on; one that somebody has taken out is remembered as long as the guest has its volume. */
    private fun backing(wanted: VmSpec): Map<String, String> {
        val slots = Disk.slots(config)
        return wanted.disks.mapNotNull { disk ->
            val line = slots[disk.name]?.second ?: disk.former(wanted.volume(disk), config)?.second
            line?.let { disk.name to it.first }
        }.toMap()
    }

    /** What the list of all guests will say of it. */
    private fun token() = token(
        listOf(
            config["name"].orEmpty(),
            node,
            if (runs == true) "running" else "stopped",
            config["template"] ?: "0",
            "${(config["sockets"]?.toLong() ?: 1) * (config["cores"]?.toLong() ?: 1)}",
            "${(config["memory"]?.removePrefix("current=")?.toLong() ?: DEFAULT) shl 20}",
            VmOwnership.tags(config["tags"].orEmpty()).sorted().joinToString(";"),
            pool,
        ),
    )

    companion object {
        private const val DEFAULT = 512L

        /** What the list of all guests says of one of them. */
        fun token(row: JsonElement): Token = token(
            listOf(
                row.text("name"),
                row.text("node"),
                row.text("status"),
                row.text("template").ifEmpty { "0" },
                "${row.whole("maxcpu")}",
                "${row.whole("maxmem")}",
                VmOwnership.tags(row.text("tags")).sorted().joinToString(";"),
                row.text("pool"),
            ),
        )

        private fun token(parts: List<String>) = Token(Hasher.of(Value.of(parts)).toString())
    }
}
