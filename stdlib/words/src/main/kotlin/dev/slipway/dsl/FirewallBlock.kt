package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** A firewall: of the cluster, of a node or of a machine. */
public open class FirewallBlock internal constructor(kind: String) : FirewallRules(kind) {
    private val options = linkedMapOf<String, Any>()

    /** Whether it is in force: `enabled = false`. */
    public var enabled: Boolean = true

    /** What becomes of packets that come in and fit no rule: `incoming = Verdict.DENY`. */
    public var incoming: Verdict? = null

    /** What becomes of packets that go out and fit no rule: `outgoing = Verdict.ALLOW`. */
    public var outgoing: Verdict? = null

    /** Any other option of it, as Proxmox VE names it: `option("macfilter", false)`. */
    public fun option(name: String, value: Any) {
        options[name] = value
    }

    internal fun lower(
        reached: Value,
        name: String,
        where: Map<String, Any>,
        origin: Origin,
        into: Lowering,
        guard: Fields = Fields.NONE,
    ) {
        val title = "the firewall '$name'"
        report(title, into)
        val all = options + mapOf("enable" to enabled, "policy_in" to incoming?.word, "policy_out" to outgoing?.word)
            .filterValues { it != null }
        val what = where + mapOf("options" to all, "rules" to said)
        val inputs = Fields(what.mapValues { (key, value) -> into.value(value, "the $key of $title", origin) })
        into.add(Effect(TaskKey(kind(where), name), guarded(inputs.with("proxmox", reached), guard), rules(), origin))
    }

    private fun kind(where: Map<String, Any>) = when {
        "guest" in where -> "proxmox.firewall.vm"
        "node" in where -> "proxmox.firewall.node"
        else -> "proxmox.firewall"
    }
}

/** What becomes of a packet. */
public enum class Verdict(internal val word: String) {
    /** It passes. */
    ALLOW("ACCEPT"),

    /** It is dropped without an answer. */
    DENY("DROP"),

    /** It is turned away, and its sender is told. */
    REJECT("REJECT"),
}
