package dev.slipway.proxmox

import dev.slipway.provide.Failure

/** One interface to be written down, or with no form to be taken out. */
internal class Step(val name: String, val form: Map<String, String>?)

/**
 * The steps from what is there to what is wanted. Each is checked when it is written, not when it is loaded: a port or a
 * gateway belongs to one interface at a time, and a port exists. So whoever has something that goes elsewhere lets go of it
 * first, what nobody wants is taken out from the top down, and the rest is built from the bottom up.
 */
internal fun steps(there: Map<String, Map<String, String>>, wanted: Map<String, Map<String, String>?>): List<Step> {
    val now = there.mapValues { Interface.asWas(it.value) }
    val changed = wanted.filter { (name, form) -> now[name] != form }
    val gone = changed.filterValues { it == null }.keys.filter { it in now }
    val built = changed.mapNotNull { (name, form) -> form?.let { name to it } }.sortedBy { Interface.rank(it.second) }
    val released = built.mapNotNull { (name, form) ->
        val old = now[name] ?: return@mapNotNull null
        val kept = Interface.without(old, (Interface.ports(old) - Interface.ports(form)) + gone) -
            GATEWAYS.filter { it !in form }.toSet()
        Step(name, kept).takeIf { kept != old && kept != form && isAwaited(old, name, changed, gone) }
    }
    return released + gone.sortedByDescending { Interface.rank(now.getValue(it)) }.map { Step(it, null) } +
        built.map { Step(it.first, it.second) }
}

/** Whether somebody else takes what one has, or one stands on what goes. */
private fun isAwaited(
    old: Map<String, String>,
    name: String,
    changed: Map<String, Map<String, String>?>,
    gone: List<String>,
): Boolean {
    val others = changed.filterKeys { it != name }.values.filterNotNull()
    return Interface.ports(old).any { port -> port in gone || others.any { port in Interface.ports(it) } } ||
        GATEWAYS.any { gateway -> gateway in old && others.any { gateway in it } }
}

private val GATEWAYS = setOf("gateway", "gateway6")

internal fun network(node: String): String = FormParameters.path("nodes", node, "network")

/** What is written down of the network of a node, by interface; nothing of a host that is not in the cluster yet. */
internal suspend fun Api.written(node: String): Map<String, Map<String, String>> =
    find(node, network(node)).rows().associate {
        it.text("iface") to it.texts().mapValues { each -> each.value.trim() }
    }

/**
 * Writes the network of a node down and loads it once. When it cannot be loaded, it is put back as it was, loaded again,
 * and the failure is told.
 */
internal suspend fun Api.changed(
    node: String,
    wanted: (Map<String, Map<String, String>>) -> Map<String, Map<String, String>?>,
) {
    if (answer(node, network(node)).beside("changes").isNotEmpty()) {
        throw Failure.Rejected(
            "the network of $node has pending changes that were not applied",
            "apply them or revert them, under System and Network of the node, and run again",
        )
    }
    val before = written(node)
    val wished = wanted(before)
    val all = steps(before, wished)
    if (all.isEmpty()) {
        return
    }
    try {
        write(node, all, before)
        done(put(node, network(node)))
    } catch (refused: Failure.Rejected) {
        restored(node, wished.keys, before)
        throw refused.saying("${refused.message}; the network of $node is as it was", refused.fix())
    }
}

private suspend fun Api.write(node: String, steps: List<Step>, before: Map<String, Map<String, String>>) {
    val there = before.mapValues { Interface.asWas(it.value) }.toMutableMap()
    for ((name, form) in steps.map { it.name to it.form }) {
        val path = network(node) + FormParameters.path(name)
        val old = there[name]
        when {
            form == null -> delete(node, path)

            old == null -> post(node, network(node), FormParameters.of(form) + mapOf("iface" to name))

            else -> {
                // What is left out stays: only what is named for removal goes.
                val gone = (old.keys - form.keys).sorted()
                put(node, path, FormParameters.of(form + gone.take(1).associate { "delete" to gone.joinToString(",") }))
            }
        }
        if (form == null) there -= name else there[name] = form
    }
}

/** Drops what waits to be loaded; what was loaded although it failed is written back, and loaded. */
private suspend fun Api.restored(node: String, names: Set<String>, before: Map<String, Map<String, String>>) {
    delete(node, network(node))
    val now = written(node)
    val back = steps(now, names.associateWith { name -> before[name]?.let { Interface.asWas(it) } })
    if (back.isNotEmpty()) {
        write(node, back, now)
        done(put(node, network(node)))
    }
}
