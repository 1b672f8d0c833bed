package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Content
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Items
import dev.slipway.model.Origin
import dev.slipway.model.Pure
import dev.slipway.model.TaskKey
import dev.slipway.model.Text
import dev.slipway.model.Truth
import dev.slipway.model.Value

/**
 * What can be said of work: what it needs and what it leaves behind.
 *
 * Work that leaves files behind is done again only when something that it needs has changed or a file is gone. Work
 * that leaves none changes the world: it is done once, and again when something that it needs has changed.
 */
public open class WorkBlock internal constructor() : TaskBlock() {
    private val files = NamedFiles()
    private val results = linkedSetOf<String>()
    private var guard: List<String> = listOf()

    /** Does it in every run, because nothing tells whether it is necessary: `always = true`. */
    public var always: Boolean = false

    /**
     * The files that it needs, beside the script or made by others: `inputs("src", "*.txt", "out/lib.jar")`. Of a
     * directory, all files in it; two stars stand for any number of directories. Files that the script makes count, too,
     * wherever it says so.
     */
    public fun inputs(vararg paths: String) {
        files.add(paths)
    }

    /** The files that it leaves behind, below the script: `outputs("out/app")`. */
    public fun outputs(vararg paths: String) {
        paths.forEach { results += checkedOutput(it) }
    }

    /** Leaves it undone where this program says that all is well: `unless("test", "-e", "/etc/done")`. */
    public fun unless(vararg command: String) {
        guard = command.asList()
    }

    internal fun lower(kind: String, name: String, what: Map<String, Value>, origin: Origin, into: Lowering) {
        val needed = Fields(files.found(key(kind, name), into.cluster).associateWith { Content.of(it) })
        val inputs = if (files.isEmpty) what else what + ("files" to needed)
        if (results.isNotEmpty()) {
            checkPure(kind, name, origin, into)
            val named = inputs + ("outputs" to Items(results.map(::Text)))
            into.add(Pure(TaskKey(kind, name), Fields(named), results.toList(), rules(), origin))
        } else {
            val key = TaskKey("$kind.effect", name)
            into.add(Effect(key, Fields(inputs + guards()), rules().adopt(guard.isNotEmpty()), origin))
        }
    }

    /** The key of this work, once all of it is said. */
    internal fun declared(kind: String, name: String): TaskKey {
        val key = key(kind, name)
        results.forEach { makes(it, key, "files", it) }
        return key
    }

    private fun key(kind: String, name: String) = TaskKey(if (results.isEmpty()) "$kind.effect" else kind, name)

    private fun guards(): Map<String, Value> =
        mapOf("unless" to Items(guard.map(::Text))).filter { guard.isNotEmpty() } +
            mapOf("always" to Truth.TRUE).filter { always }

    private fun checkPure(kind: String, name: String, origin: Origin, into: Lowering) {
        if (always || guard.isNotEmpty()) {
            into.problem(
                "'${if (always) "always" else "unless"}' does nothing in $kind \"$name\"",
                "it has outputs, which tell whether it is necessary",
                "remove it, or the outputs",
                origin,
            )
        }
    }
}
