package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.Missing
import dev.slipway.model.StringValue
import dev.slipway.model.Value

/**
 * A virtual machine as it is declared, and how its options are called where it stands.
 *
 * @param last what was last seen of it
 */
internal class VmSpec(val inputs: Fields, private val last: Fields = Fields.NONE) {
    val id: Long? get() = inputs.whole("id", 0).takeIf { it > 0 }
    val name: String get() = inputs.text("name")
    val node: String get() = inputs.text("node")
    val pool: String get() = inputs.text("pool")
    val runs: Boolean get() = inputs.get("running") != BoolValue.FALSE
    val isTemplate: Boolean get() = inputs.get("template") == BoolValue.TRUE

    /** The number of the machine that it is a copy of. */
    val copyOf: Long? get() = fields("clone").whole("of", 0).takeIf { it > 0 }
    val linked: Boolean get() = fields("clone").get("linked") == BoolValue.TRUE

    /** Whether disks are copied to make it, which takes long. */
    val copies: Boolean get() = (copyOf != null && !linked) || disks.any { it.image.isNotEmpty() }
    val mayReboot: Boolean get() = inputs.get("reboot") == BoolValue.TRUE
    val tags: List<String> get() = inputs.list("tags")
    val disks: List<Disk>
        get() = fields("disks").entries().mapNotNull { (name, disk) -> (disk as? Fields)?.let { Disk(name, it) } }

    /** The disk that it starts from. */
    val starter: Disk? get() = disks.firstOrNull { it.image.isNotEmpty() }

    /** The volume that a disk was last seen on. */
    fun volume(disk: Disk): String? = (last.get(VOLUMES) as? Fields)?.text(disk.name)?.takeIf { it.isNotEmpty() }

    val nics: List<Fields> get() = (inputs.get("nics") as? ListValue)?.values().orEmpty().filterIsInstance<Fields>()

    private fun items(name: String) = (inputs.get(name) as? ListValue)?.values().orEmpty()

    private fun fields(name: String) = inputs.get(name) as? Fields ?: Fields.NONE

    /** What it starts from, by name, where that is declared. */
    val bootOrder: List<String> get() = inputs.list("bootOrder")
    val devices: List<Device>
        get() = items("pci").mapIndexed { i, one -> Device("pci", "hostpci$i", one) } +
            items("usb").mapIndexed { i, one -> Device("usb", "usb$i", one) }
    val raw: Raw get() = Raw(inputs)

    /** The disks for what its hardware remembers, with what is declared of each. */
    val states: Map<StateDisk, Fields>
        get() = StateDisk.ALL.mapNotNull { disk -> (inputs.get(disk.input) as? Fields)?.let { disk to it } }.toMap()

    /** A machine with an image gets a serial console when it is made, unless it says that it has none. */
    val hasSerial: Boolean get() = inputs.get("serial") == Missing.ABSENT && starter != null

    /** The drive of its seed; ARM has no IDE. */
    val seedSlot: String
        get() = if (inputs.text("architecture") == "aarch64" || inputs.text("machine").startsWith("virt")) {
            "scsi30"
        } else {
            "ide2"
        }

    fun option(of: GuestOption): String = if (of.input == "seed") seedSlot else of.option

    /** The plain options that are declared, with nothing for one that is not to be set; the others are whatever they are. */
    fun options(): Map<String, String?> = GuestOption.ALL.filter { inputs.get(it.input) != Missing.ABSENT }
        .associate { option(it) to it.sent(inputs.get(it.input)) } +
        (if (StateDisk.EFI in states) mapOf("bios" to "ovmf") else mapOf()) + raw.options

    /** The slots of devices by their names. */
    fun named(order: List<String>, slots: Map<String, String>): List<String> =
        order.mapNotNull { slots[it] ?: if (it == "seed") seedSlot else it.takeIf { card -> card.startsWith("net") } }

    /** What is there, under the names of what was declared. */
    fun seen(config: Map<String, String>): Map<String, Value> = inputs.names().mapNotNull { input ->
        val option = GuestOption.of(input)
        when {
            option != null && option(option) in raw.options -> null
            option != null -> input to option.seen(config[option(option)])
            input == "tags" -> input to ListValue(VmOwnership.others(config).map(::StringValue))
            input == "disks" -> input to seenDisks(config)
            input == "nics" -> input to ListValue(nics.mapIndexed { i, nic -> Nic.addressed(nic, config["net$i"]) })
            input == "pci" || input == "usb" -> input to seenDevices(input, config)
            input == "bootOrder" -> input to ListValue(seenOrder(config).map(::StringValue))
            input == "raw" -> input to raw.seen(config)
            input == "uefi" -> input to seenFirmware(config)
            input == "tpm" -> input to StateDisk.TPM.seen(config[StateDisk.TPM.option])
            else -> null
        }
    }.toMap()

    private fun seenDevices(kind: String, config: Map<String, String>) =
        ListValue(devices.filter { it.kind == kind }.map { it.seen(config[it.option]) })

    /** Firmware that does not use its disk has none. */
    private fun seenFirmware(config: Map<String, String>) =
        StateDisk.EFI.seen(config[StateDisk.EFI.option].takeIf { config["bios"] == "ovmf" })

    private fun seenOrder(config: Map<String, String>): List<String> {
        val names = Disk.slots(config).map { (name, slot) -> slot.first to name }.toMap() + (seedSlot to "seed")
        return BootOrder.of(config).devices.map { names[it] ?: it }
    }

    private fun seenDisks(config: Map<String, String>): Fields {
        val slots = Disk.slots(config)
        val order = BootOrder.of(config)
        val starter = starter?.name
        return Fields(
            disks.mapNotNull { disk ->
                slots[disk.name]?.let { (slot, line) ->
                    val isFree = bootOrder.isNotEmpty() || disk.name != starter || !order.isDeclared
                    disk.name to disk.seen(line, isFree || slot in order)
                }
            }.toMap(),
        )
    }

    companion object {
        /** Where it is remembered which disk is on which volume. */
        const val VOLUMES = "backing"
    }
}
