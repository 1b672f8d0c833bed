package dev.slipway.proxmox

import dev.slipway.model.Absent
import dev.slipway.model.Fields
import dev.slipway.model.Items
import dev.slipway.model.Text
import dev.slipway.model.Truth
import dev.slipway.model.Value
import dev.slipway.model.Whole

/**
 * A virtual machine as it is declared, and how its options are called where it stands.
 *
 * @param last what was last seen of it
 */
internal class Wanted(val inputs: Fields, private val last: Fields = Fields.NONE) {
    val id: Long? get() = inputs.whole("id", 0).takeIf { it > 0 }
    val name: String get() = inputs.text("name")
    val node: String get() = inputs.text("node")
    val pool: String get() = inputs.text("pool")
    val runs: Boolean get() = inputs.get("running") != Truth.FALSE
    val isTemplate: Boolean get() = inputs.get("template") == Truth.TRUE

    /** The number of the machine that it is a copy of. */
    val copyOf: Long? get() = fields("clone").whole("of", 0).takeIf { it > 0 }
    val linked: Boolean get() = fields("clone").get("linked") == Truth.TRUE

    /** Whether disks are copied to make it, which takes long. */
    val copies: Boolean get() = (copyOf != null && !linked) || disks.any { it.image.isNotEmpty() }
    val mayReboot: Boolean get() = inputs.get("reboot") == Truth.TRUE
    val tags: List<String> get() = inputs.list("tags")
    val disks: List<Disk>
        get() = fields("disks").entries().mapNotNull { (name, disk) -> (disk as? Fields)?.let { Disk(name, it) } }

    /** The disk that it starts from. */
    val starter: Disk? get() = disks.firstOrNull { it.image.isNotEmpty() }

    /** The volume that a disk was last seen on. */
    fun volume(disk: Disk): String? = (last.get(VOLUMES) as? Fields)?.text(disk.name)?.takeIf { it.isNotEmpty() }

    val nics: List<Fields> get() = (inputs.get("nics") as? Items)?.values().orEmpty().filterIsInstance<Fields>()

    private fun fields(name: String) = inputs.get(name) as? Fields ?: Fields.NONE

    /** The plain options that are declared; the others are whatever they are. */
    fun options(): Map<String, String> =
        PLAIN.filterKeys { inputs.get(it) != Absent.ABSENT }.entries.associate { (input, option) ->
            option to toConfig(input, inputs.get(input))
        }

    /** What is there, under the names of what was declared. */
    fun seen(config: Map<String, String>): Map<String, Value> = inputs.names().mapNotNull { input ->
        when (input) {
            in PLAIN -> input to fromConfig(input, config[PLAIN.getValue(input)])
            "tags" -> input to Items(Owner.others(config).map(::Text))
            "disks" -> input to seenDisks(config)
            "nics" -> input to Items(nics.mapIndexed { i, nic -> Nic.addressed(nic, config["net$i"]) })
            else -> null
        }
    }.toMap()

    private fun seenDisks(config: Map<String, String>): Fields {
        val slots = Disk.slots(config)
        val order = BootOrder.of(config)
        val starter = starter?.name
        return Fields(
            disks.mapNotNull { disk ->
                slots[disk.name]?.let { (slot, line) ->
                    disk.name to disk.seen(line, disk.name != starter || !order.isDeclared || slot in order)
                }
            }.toMap(),
        )
    }

    companion object {
        /** Where it is remembered which disk is on which volume. */
        const val VOLUMES = "backing"

        /** Inputs that are one option each. */
        val PLAIN = mapOf(
            "name" to "name", "cores" to "cores", "sockets" to "sockets", "memory" to "memory", "cpu" to "cpu",
            "machine" to "machine", "bios" to "bios", "os" to "ostype", "startsWithHost" to "onboot",
            "agent" to "agent", "seed" to "ide2",
        )
        private val MISSING = mapOf("cores" to "1", "sockets" to "1", "memory" to "512", "bios" to "seabios")
        private const val MIB = 1L shl 20

        private fun toConfig(input: String, value: Value) = when (input) {
            "memory" -> "${(value as Whole).number() / MIB}"
            "seed" -> "$value,media=cdrom"
            "agent" -> if (value == Truth.TRUE) "enabled=1" else "enabled=0"
            else -> if (value is Truth) (if (value == Truth.TRUE) "1" else "0") else "$value"
        }

        private fun fromConfig(input: String, there: String?): Value {
            val text = there ?: MISSING[input].orEmpty()
            return when (input) {
                "cores", "sockets" -> Whole(text.toLong())
                "memory" -> Whole(text.removePrefix("current=").toLong() * MIB)
                "seed" -> Text(Line.of(text).first)
                "startsWithHost" -> Truth.of(text == "1")
                "agent" -> Truth.of(text.split(",").any { it == "1" || it == "enabled=1" })
                else -> Text(text)
            }
        }
    }
}
