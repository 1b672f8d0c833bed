package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Value

/** A disk as it is declared. Its name is its serial number in the guest, by which it is found again in any slot. */
internal class Disk(val name: String, private val inputs: Fields) {
    val storage: String get() = inputs.text("storage")
    val size: Long get() = inputs.whole("size", 0)
    val image: String get() = inputs.text("image")

    /** The line that makes it. An image has a size of its own, and is made larger when it is there. */
    fun made() = PropertyString(if (image.isEmpty()) "$storage:${size / GIB}" else "$storage:0", options() + imported())

    /**
     * The line that puts its volume back, where it was last seen, after somebody has taken it out or attached it without its
     * name: with the slot that it is in, if it is in one.
     */
    fun former(volume: String?, config: Map<String, String>): Pair<String?, PropertyString>? = config.entries
        .filter { SLOT.matches(it.key) || it.key.startsWith("unused") }
        .map { it.key to PropertyString.of(it.value) }
        .firstOrNull { it.second.first == volume }
        ?.let { (slot, line) -> slot.takeIf(SLOT::matches) to line.with(options()) }

    private fun imported() = if (image.isEmpty()) mapOf() else mapOf("import-from" to image)

    private fun options() = mapOf("serial" to name, "discard" to "on", "iothread" to "1")

    /**
     * What is really there under the names of what was declared. The image says only what it was made from, and that the
     * machine starts from it.
     */
    fun seen(line: PropertyString, starts: Boolean): Fields {
        val there = mapOf<String, Any>(
            "storage" to line.first.substringBefore(":"),
            "size" to PropertyString.bytes(line.options["size"].orEmpty()),
        ) + if (starts) mapOf() else mapOf("image" to "(not in the boot order)")
        return inputs.names().fold(Fields.NONE) { all, name ->
            all.with(name, there[name]?.let(Value::of) ?: inputs.get(name))
        }
    }

    companion object {
        const val GIB: Long = 1L shl 30
        private val SLOT = Regex("(scsi|virtio|sata|ide)\\d+")

        /** The disks in the file of a guest, by name. */
        fun slots(config: Map<String, String>): Map<String, Pair<String, PropertyString>> = config
            .filterKeys(SLOT::matches)
            .mapValues { PropertyString.of(it.value) }
            .filter { it.value.options["media"] != "cdrom" }
            .entries.associate { (slot, line) -> (line.options["serial"] ?: slot) to (slot to line) }

        /** The first slot that is free. */
        fun free(taken: Set<String>): String = generateSequence(0) { it + 1 }.map { "scsi$it" }.first { it !in taken }
    }
}
