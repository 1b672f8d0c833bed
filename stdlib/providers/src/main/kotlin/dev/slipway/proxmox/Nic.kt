package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.Value

/** A network card in the file of a guest: `virtio=BC:24:11:..,bridge=vmbr0,tag=3`. */
internal object Nic {
    private val ADDRESS = Regex("([0-9A-F]{2}:){5}[0-9A-F]{2}", RegexOption.IGNORE_CASE)
    private const val MODEL = "virtio"

    /** The line that it should have. Its address, once it has one, stays, and so does what nobody declares. */
    fun line(nic: Fields, before: String?): PropertyString {
        val there = PropertyString.of(before.orEmpty()).options
        val model = there.entries.firstOrNull { ADDRESS.matches(it.value) }?.key ?: MODEL
        val address = nic.text("mac").ifEmpty { address(before) }
        val options = (there - setOf("tag", "firewall", model)).toMutableMap()
        options["bridge"] = nic.text("bridge")
        nic.whole("vlan", 0).takeIf { it > 0 }?.let { options["tag"] = "$it" }
        if (nic.get("firewall") == BoolValue.TRUE) {
            options["firewall"] = "1"
        }
        return if (address.isEmpty()) {
            PropertyString(model, options)
        } else {
            PropertyString(
                "",
                options + (model to address),
            )
        }
    }

    fun address(line: String?): String =
        PropertyString.of(line.orEmpty()).options.values.firstOrNull { ADDRESS.matches(it) }.orEmpty()

    /** The same with its address, also where nobody declares one. */
    fun addressed(nic: Fields, line: String?): Fields =
        address(line).let { seen(nic, line).run { if (it.isEmpty()) this else with("mac", Value.of(it)) } }

    fun seen(nic: Fields, line: String?): Fields {
        val options = PropertyString.of(line.orEmpty()).options
        val there = mapOf<String, Any>(
            "bridge" to options["bridge"].orEmpty(),
            "vlan" to (options["tag"]?.toLongOrNull() ?: 0L),
            "firewall" to (options["firewall"] == "1"),
            "mac" to address(line),
        )
        return nic.names().fold(Fields.NONE) { all, name -> all.with(name, Value.of(there[name])) }
    }
}
