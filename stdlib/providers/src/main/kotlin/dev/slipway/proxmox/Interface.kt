package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Truth
import dev.slipway.model.Value
import dev.slipway.model.Whole

/**
 * An interface of a node as it is declared, and how it is written down there. Its comment says that we made it, as the
 * record does: what we did not make, we never remove.
 */
internal class Interface(val name: String, private val declared: Fields) {
    private val type: String get() = declared.text("type")

    /** Bonds come before the bridges on them, and those before what is on the bridges. */
    val rank: Int get() = listOf("bond", "bridge", "vlan").indexOf(type)

    /** All that is to be written; what nobody declares stays as it is, for what is left out is dropped. */
    fun form(there: Map<String, String>?, before: Fields?, isOurs: Boolean): Map<String, String> {
        val kept = there.orEmpty().filterKeys { it in WRITABLE }
        val dropped = before?.names().orEmpty().filter { it !in declared.names() }.map { option(it) }
        val wanted = declared.names().associate { option(it) to written(it) } +
            (if (there == null) mapOf("autostart" to "1") else mapOf()) +
            ("comments" to mark(isOurs, declared.text("comment")))
        return (kept - dropped.toSet() + wanted).filterValues { it.isNotEmpty() }
    }

    private fun written(input: String): String {
        val value = declared.get(input)
        return if (value is Truth) (if (value == Truth.TRUE) "1" else "0") else "$value"
    }

    private fun option(input: String) = if (input == "ports") PORTS[type] ?: input else OPTIONS[input] ?: input

    /** What is there, under the names of what was declared. */
    fun seen(there: Map<String, String>): Fields = declared.names().fold(Fields.NONE) { all, input ->
        val found = there[option(input)].orEmpty()
        val value = when (declared.get(input)) {
            is Truth -> Truth.of(found == "1")
            is Whole -> Value.of(found.toLongOrNull() ?: 0L)
            else -> Value.of(if (input == "comment") said(there) else found)
        }
        all.with(input, value)
    }

    companion object {
        private const val MARK = "slipway"
        private val OPTIONS = mapOf(
            "address" to "cidr",
            "address6" to "cidr6",
            "vlanAware" to "bridge_vlan_aware",
            "vlans" to "bridge_vids",
            "mode" to "bond_mode",
            "spread" to "bond_xmit_hash_policy",
            "comment" to "comments",
        )
        private val PORTS = mapOf("bridge" to "bridge_ports", "bond" to "slaves")

        /** What may be written of what is read; an address stands in the form with its network. */
        private val WRITABLE = setOf(
            "type", "cidr", "cidr6", "gateway", "gateway6", "mtu", "autostart", "bridge_ports", "bridge_vlan_aware",
            "bridge_vids", "slaves", "bond_mode", "bond_xmit_hash_policy", "bond-primary", "vlan-id",
            "vlan-raw-device", "comments", "comments6", "ovs_bonds", "ovs_bridge",
            "ovs_options", "ovs_ports", "ovs_tag",
        )

        /** What must be sent to have an interface as it was. */
        fun asWas(there: Map<String, String>): Map<String, String> =
            there.filterKeys { it in WRITABLE }.filterValues { it.isNotEmpty() }

        fun isMarked(there: Map<String, String>): Boolean = there["comments"].orEmpty().startsWith(MARK)

        private fun mark(ours: Boolean, comment: String) = if (!ours) {
            comment
        } else if (comment.isEmpty()) {
            MARK
        } else {
            "$MARK: $comment"
        }

        private fun said(there: Map<String, String>) =
            there["comments"].orEmpty().trim().removePrefix(MARK).removePrefix(": ")
    }
}
