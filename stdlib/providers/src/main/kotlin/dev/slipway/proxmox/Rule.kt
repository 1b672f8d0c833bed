package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import kotlinx.serialization.json.JsonElement

/**
 * A rule of a firewall. It has no name, only a place among the others; whose it is stands at the end of its comment, where
 * the list is shared with others.
 */
internal data class Rule(val options: Map<String, String>) {
    val isOn: Boolean get() = options["enable"] == "1"
    val off: Rule get() = Rule(options + ("enable" to "0"))
    val mark: String get() = markOf(options["comment"].orEmpty())

    fun marked(mark: String): Rule =
        Rule(options + ("comment" to "${options["comment"].orEmpty()} $mark".trim()).takeIf { mark.isNotEmpty() })

    /** As it would be declared. */
    fun seen(): Fields = Fields(
        options.mapValues { (name, value) ->
            if (name == "enable") BoolValue.of(isOn) else StringValue(value.removeSuffix(mark).trim())
        }.filterValues { it != StringValue("") },
    )

    companion object {
        private val MARKED = Regex("${VmOwnership.MARK}[0-9a-f]{8}$")
        private val SAID = setOf(
            "type", "action", "macro", "proto", "dport", "sport", "source", "dest", "iface", "icmp-type", "log",
            "comment", "enable",
        )

        /** The mark at the end of a comment, if there is one. */
        fun markOf(comment: String): String = MARKED.find(comment)?.value.orEmpty()

        fun of(declared: Value): Rule = Rule(
            (declared as Fields).entries().associate { (name, value) ->
                name to if (value is BoolValue) (if (value == BoolValue.TRUE) "1" else "0") else "$value"
            },
        )

        /** As it is shown in a list. The names of services are written in many ways, and compared as one. */
        fun of(row: JsonElement): Rule = Rule(
            SAID.associateWith { row.text(it) }.filterValues { it.isNotEmpty() } +
                ("enable" to if (row.whole("enable") > 0) "1" else "0") +
                row.text("macro").lowercase().let { if (it.isEmpty()) mapOf() else mapOf("macro" to it) },
        )
    }
}

private operator fun <K, V> Map<K, V>.plus(more: Pair<K, V>?): Map<K, V> = if (more ==
    null
) {
    this
} else {
    this + mapOf(more)
}
