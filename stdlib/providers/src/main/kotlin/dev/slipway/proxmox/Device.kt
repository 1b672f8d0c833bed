package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Text
import dev.slipway.model.Truth
import dev.slipway.model.Value

/** A device of the hosts in a machine, by its mapping in the cluster. */
internal class Device(val kind: String, val option: String, private val declared: Value) {
    val mapping: String get() = (declared as? Fields)?.text("mapping") ?: "$declared"

    private val switches = if (kind == "pci") mapOf("express" to "pcie", "primary" to "x-vga") else mapOf()

    /** The line that it should have; what nobody declares stays. */
    fun line(before: String?): Line {
        val there = Line.of(before.orEmpty()).takeIf { it.options["mapping"] == mapping }?.options.orEmpty()
        val said = switches.filterKeys { (declared as Fields).get(it) == Truth.TRUE }.values.associateWith { "1" }
        return Line("", there - switches.values.toSet() + said + ("mapping" to mapping))
    }

    fun isSame(before: String?): Boolean = before != null && Line.of(before) == line(before)

    fun seen(there: String?): Value {
        val line = Line.of(there.orEmpty())
        val mapping = Text(line.options["mapping"] ?: line.first)
        return if (kind == "usb") {
            mapping
        } else {
            Fields(switches.mapValues { Truth.of(line.options[it.value] == "1") } + ("mapping" to mapping))
        }
    }
}
