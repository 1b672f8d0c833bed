package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.StringValue
import dev.slipway.model.Value

/** A device of the hosts in a machine, by its mapping in the cluster. */
internal class Device(val kind: String, val option: String, private val declared: Value) {
    val mapping: String get() = (declared as? Fields)?.text("mapping") ?: "$declared"

    private val switches = if (kind == "pci") mapOf("express" to "pcie", "primary" to "x-vga") else mapOf()

    /** The line that it should have; what nobody declares stays. */
    fun line(before: String?): PropertyString {
        val there = PropertyString.of(before.orEmpty()).takeIf { it.options["mapping"] == mapping }?.options.orEmpty()
        val said = switches.filterKeys { (declared as Fields).get(it) == BoolValue.TRUE }.values.associateWith { "1" }
        return PropertyString("", there - switches.values.toSet() + said + ("mapping" to mapping))
    }

    fun isSame(before: String?): Boolean = before != null && PropertyString.of(before) == line(before)

    fun seen(there: String?): Value {
        val line = PropertyString.of(there.orEmpty())
        val mapping = StringValue(line.options["mapping"] ?: line.first)
        return if (kind == "usb") {
            mapping
        } else {
            Fields(switches.mapValues { BoolValue.of(line.options[it.value] == "1") } + ("mapping" to mapping))
        }
    }
}
