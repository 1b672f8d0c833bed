package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.FieldPath
import dev.slipway.model.Fields
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey

/** The machines of a script that HA keeps alive. */
internal class Alive {
    val machines = mutableMapOf<String, HaBlock>()

    companion object {
        fun here(): Alive = CurrentScript.cluster().trait(Alive::class.java, ::Alive)
    }
}

/** HA keeps the machine alive: `proxmox { vm("web") { ha { prefer("trinity", "neo") } } }`. */
public fun VmBlock.ha(block: HaBlock.() -> Unit = {}) {
    val origin = Origins.here()
    val said = HaBlock().apply(block)
    if (Alive.here().machines.put(name, said) != null) {
        CurrentScript.cluster().problem(
            "ha twice in vm '$name'",
            "it says all there is to say",
            "keep one of them",
            origin,
        )
    }
    others += { reached, into ->
        said.problems(known).forEach { (what, why, fix) -> into.problem("$what in ha of vm '$name'", why, fix, origin) }
        val what = said.said() + mapOf(
            "guest" to Ref(vmKey(name), FieldPath.of("id")),
            "stores" to
                stores.filterValues { it.isNotEmpty() }.map { (what, store) -> mapOf("what" to what, "on" to store) },
            "reach" to known.size,
        )
        val inputs = into.value(what, "the HA of vm '$name'", origin) as Fields
        into.add(Effect(TaskKey("proxmox.ha", name), inputs.with("proxmox", reached), said.rules(), origin))
    }
}

/** HA keeps the machines on different nodes; for version 9: `proxmox { keepApart("cp-1", "cp-2", "cp-3") }`. */
public fun ProxmoxBlock.keepApart(vararg machines: String): Part = affinity("apart", "negative", machines.toSet())

/** HA keeps the machines on one node; for version 9: `proxmox { keepTogether("web", "cache") }`. */
public fun ProxmoxBlock.keepTogether(vararg machines: String): Part = affinity("together", "positive", machines.toSet())

private fun ProxmoxBlock.affinity(how: String, affinity: String, names: Set<String>): Part {
    val origin = Origins.here()
    val title = "${names.sorted().joinToString()} $how"
    val key = TaskKey("proxmox.ha.rule", title)
    others += { reached, into ->
        val alive = Alive.here().machines
        val strangers = names.filterNot { it in machines && it in alive }
        strangers.forEach {
            into.problem(
                "HA does not keep '$it' alive",
                "so it cannot keep $title",
                "add ha { } to vm(\"$it\")",
                origin,
            )
        }
        if (names.size < 2) {
            into.problem("one machine $how", "it takes two", "name the others", origin)
        }
        infeasible(how, alive.filterKeys { it in names }).forEach { (what, why, fix) ->
            into.problem(what, why, fix, origin)
        }
        val what = mapOf(
            "name" to "slipway-$how-" + names.sorted().joinToString("-") { it.replace(Regex("[^A-Za-z0-9_-]"), "-") },
            "guests" to names.sorted().filterNot { it in strangers }.map { Ref(vmKey(it), FieldPath.of("id")) },
            "affinity" to affinity,
        )
        val inputs = into.value(what, "what keeps $title", origin) as Fields
        val rules = EffectBlock(key.kind()).apply {
            after(*names.filterNot { it in strangers }.map { Part(TaskKey("proxmox.ha", it)) }.toTypedArray())
        }
        into.add(Effect(key, inputs.with("proxmox", reached), rules.rules(), origin))
    }
    return Part(key)
}

/** The HA manager refuses rules whose feasibility it cannot prove: machines with both kinds of rules must stay simple. */
private fun infeasible(how: String, machines: Map<String, HaBlock>): List<Triple<String, String, String>> {
    val preferring = machines.filterValues { it.preferred.isNotEmpty() }
    val all = preferring.keys.sorted().joinToString()
    val nodes = preferring.values.flatMap { it.preferred }.toSet()
    val ordered = preferring.filterValues { it.preferred.size > 1 }.map { (name, ha) ->
        Triple(
            "vm '$name' prefers ${ha.preferred.joinToString()} in this order, and is kept $how",
            "Proxmox VE allows one preferred node for a machine that is kept apart or together",
            "prefer one node",
        )
    }
    return ordered + listOfNotNull(
        Triple(
            "$all are kept together, and each prefers a node",
            "one preference holds for all",
            "keep one prefer(...)",
        )
            .takeIf { how == "together" && preferring.size > 1 },
        Triple(
            "$all are kept apart, and prefer only ${nodes.sorted().joinToString()}",
            "Proxmox VE refuses fewer preferred nodes than machines",
            "prefer different nodes, or remove prefer(...)",
        ).takeIf { how == "apart" && ordered.isEmpty() && nodes.size < preferring.size },
    )
}
