package dev.slipway.proxmox

import dev.slipway.provide.Failure

/** One interface to be written down, or with no form to be taken out. */
internal class Step(val name: String, val form: Map<String, String>?)

internal fun network(node: String): String = Form.path("nodes", node, "network")

/** What is written down of the network of a node, by interface; nothing of a host that is not in the cluster yet. */
internal suspend fun Api.written(node: String): Map<String, Map<String, String>> =
    find(node, network(node)).rows().associate {
        it.text("iface") to it.texts().mapValues { each -> each.value.trim() }
    }

/**
 * Writes the network of a node down and loads it once. When it cannot be loaded, it is put back as it was, loaded again,
 * and the failure is told.
 */
internal suspend fun Api.changed(node: String, steps: (Map<String, Map<String, String>>) -> List<Step>) {
    if (answer(node, network(node)).beside("changes").isNotEmpty()) {
        throw Failure.Rejected(
            "the network of $node has changes that nobody has applied",
            "apply them or revert them, under System and Network of the node, and run again",
        )
    }
    val before = written(node)
    val all = steps(before)
    if (all.isEmpty()) {
        return
    }
    try {
        all.forEach { write(node, it, before) }
        done(put(node, network(node)))
    } catch (refused: Failure.Rejected) {
        restored(node, all, before)
        throw refused.saying("${refused.message}; the network of $node is as it was", refused.fix())
    }
}

private suspend fun Api.write(node: String, step: Step, there: Map<String, Map<String, String>>) {
    val path = network(node) + Form.path(step.name)
    when {
        step.form == null -> delete(node, path)
        step.name in there -> put(node, path, Form.of(step.form))
        else -> post(node, network(node), Form.of(step.form) + mapOf("iface" to step.name))
    }
}

/** Drops what waits to be loaded; what was loaded although it failed is written back, and loaded. */
private suspend fun Api.restored(node: String, steps: List<Step>, before: Map<String, Map<String, String>>) {
    delete(node, network(node))
    val now = written(node)
    val back = steps.reversed().mapNotNull { step ->
        val was = before[step.name]?.let { Interface.asWas(it) }
        val isSame = now[step.name]?.let { Interface.asWas(it) } == was
        Step(step.name, was).takeUnless { isSame }
    }
    if (back.isNotEmpty()) {
        back.forEach { write(node, it, now) }
        done(put(node, network(node)))
    }
}
