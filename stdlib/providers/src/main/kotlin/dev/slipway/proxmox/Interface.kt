package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.IntValue
import dev.slipway.model.Value

/**
 * An interface of a node as it is declared, and how it is written down there. Its comment says that we made it, as the
 * record does: what we did not make, we never remove.
 */
internal class Interface(val name: String, private val declared: Fields) {
    private val type: String get() = declared.text("type")

    /**
     * All that it is to have. An option that nobody declares stays as it is; one that was declared and no longer is goes
     * from what is ours. What was there before keeps it, such as the address by which the node is reached.
     * A bridge that is to be unaware of virtual networks must not have the option at all, not even as "no".
     */
    fun form(there: Map<String, String>?, before: Fields?, isOurs: Boolean): Map<String, String> {
        val kept = there?.let { asWas(it) }.orEmpty()
        val dropped = before?.names().orEmpty()
            .filter { isOurs && it !in declared.names() && before?.get(it) != BoolValue.FALSE }
        val wanted = declared.names().filter { it != "comment" }.associate { option(it) to written(it) } +
            (if (there == null) mapOf("autostart" to "1") else mapOf())
        val all = kept - dropped.map { option(it) }.toSet() + wanted + comments(kept, isOurs)
        val isUnaware = "bridge_vlan_aware" !in all || all["bridge_vlan_aware"] == "0"
        return (if (isUnaware) all - "bridge_vlan_aware" - "bridge_vids" else all).filterValues { it.isNotEmpty() }
    }

    /** What others wrote on an interface of theirs stays, unless something else is declared. */
    private fun comments(kept: Map<String, String>, isOurs: Boolean): Map<String, String> = when {
        isOurs -> mapOf("comments" to mark(declared.text("comment")))
        "comment" in declared.names() -> mapOf("comments" to declared.text("comment"))
        else -> kept.filterKeys { it == "comments" }
    }

    private fun written(input: String): String {
        val value = declared.get(input)
        return if (value is BoolValue) (if (value == BoolValue.TRUE) "1" else "0") else "$value"
    }

    private fun option(input: String) = if (input == "ports") PORTS[type] ?: input else OPTIONS[input] ?: input

    /** What is there, under the names of what was declared. */
    fun seen(there: Map<String, String>): Fields = declared.names().fold(Fields.NONE) { all, input ->
        val found = there[option(input)].orEmpty()
        val value = when (declared.get(input)) {
            is BoolValue -> BoolValue.of(found == "1")
            is IntValue -> Value.of(found.toLongOrNull() ?: 0L)
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

        private fun mark(comment: String) = if (comment.isEmpty()) MARK else "$MARK: $comment"

        /** What it is made of, of whatever type it is. */
        fun ports(form: Map<String, String>): Set<String> =
            PORTS.values.flatMap { form[it].orEmpty().split(' ') }.filter { it.isNotEmpty() }.toSet()

        /** The same without these ports. */
        fun without(form: Map<String, String>, ports: Set<String>): Map<String, String> =
            form.mapValues { (option, value) ->
                if (option in PORTS.values) value.split(' ').filter { it !in ports }.joinToString(" ") else value
            }.filterValues { it.isNotEmpty() }

        /** Bonds come before the bridges on them, and those before what is on the bridges. */
        fun rank(form: Map<String, String>): Int = listOf("eth", "bond", "bridge", "vlan").indexOf(form["type"])

        private fun said(there: Map<String, String>) =
            there["comments"].orEmpty().trim().removePrefix(MARK).removePrefix(": ")
    }
}
