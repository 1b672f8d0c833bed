package dev.slipway.dsl

import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.evaluate.Lowering
import dev.slipway.model.BoolValue
import dev.slipway.model.CacheScope
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.model.ListValue
import dev.slipway.model.Origin
import dev.slipway.model.Pure
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/**
 * Configures work: its inputs and its outputs.
 *
 * Work that leaves files behind is done again only when something that it needs has changed or a file is gone. Work
 * that leaves none changes the world: it is done once, and again when something that it needs has changed.
 */
public open class WorkBlock internal constructor(private val word: String) :
    RememberedBlock(word),
    CacheChoice {
    private val files = NamedFiles()
    private val results = linkedSetOf<String>()
    private var guard: List<String> = listOf()
    private var key: TaskKey? = null

    /** With outputs it is a computation, and without an effect; neither has ever been the other. */
    @InternalSlipwayApi
    override val kind: String get() = if (results.isEmpty()) "$word.effect" else word

    /** Does it in every run, because nothing tells whether it is necessary: `always = true`. */
    public var always: Boolean = false

    /**
     * For whom its result is kept: `cache = off`. The default is `project` for work with declared inputs, and `off`
     * without: then nothing tells whether an older result is still right.
     */
    public var cache: Cache? = null

    /** Whether a result can be told apart from that of other inputs. */
    internal open val hasInputs: Boolean get() = !files.isEmpty

    /** Whether it can see nothing that is not declared. */
    internal open val isClosed: Boolean get() = false

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

    internal fun lower(name: String, what: Map<String, Value>, origin: Origin, into: Lowering) {
        val needed = Fields(files.found(key(name), into.cluster).associateWith { FileContent.of(it) })
        val inputs = if (files.isEmpty) what else what + ("files" to needed)
        if (results.isNotEmpty()) {
            checkPure(name, origin, into)
            checkCache(name, origin, into)
            val named = inputs + ("outputs" to ListValue(results.map(::StringValue)))
            into.add(Pure(key(name), Fields(named), results.toList(), rules().cache(scope()), origin))
        } else {
            checkUncached(name, origin, into)
            into.add(Effect(key(name), Fields(inputs + guards()), rules().adopt(guard.isNotEmpty()), origin))
        }
    }

    /** The key of this work, once all of it is said. */
    internal fun declared(name: String, origin: Origin): TaskKey {
        val key = key(name)
        results.forEach { makes(it, key, origin, "files", it) }
        return key
    }

    private fun key(name: String): TaskKey = key ?: named(kind, name).also { key = it }

    private fun guards(): Map<String, Value> =
        mapOf("unless" to ListValue(guard.map(::StringValue))).filter { guard.isNotEmpty() } +
            mapOf("always" to BoolValue.TRUE).filter { always }

    private fun scope(): CacheScope = cache?.scope ?: when {
        !hasInputs -> CacheScope.OFF
        isClosed -> CacheScope.SHARED
        else -> CacheScope.PROJECT
    }

    private fun checkCache(name: String, origin: Origin, into: Lowering) {
        if (cache == Cache.Shared && !isClosed) {
            into.problem(
                "the result of $word \"$name\" cannot be shared",
                "it can read files that are not declared, so another project could get a wrong result",
                sharing,
                origin,
            )
        } else if (cache == Cache.Shared && !hasInputs) {
            into.problem(
                "the result of $word \"$name\" cannot be shared",
                "it declares no inputs, so nothing tells whether a result is still right",
                "declare what it reads with inputs(...), or set cache = project",
                origin,
            )
        }
    }

    /** What would let its result be shared. */
    internal open val sharing: String get() = "set cache = project"

    private fun checkUncached(name: String, origin: Origin, into: Lowering) {
        if (cache != null && cache != Cache.Off) {
            into.problem(
                "'cache' does nothing in $word \"$name\"",
                "it has no outputs, so there is no result to keep",
                "remove it, or declare outputs(...)",
                origin,
            )
        }
    }

    private fun checkPure(name: String, origin: Origin, into: Lowering) {
        if (always || guard.isNotEmpty()) {
            into.problem(
                "'${if (always) "always" else "unless"}' does nothing in $word \"$name\"",
                "it has outputs, which tell whether it is necessary",
                "remove it, or the outputs",
                origin,
            )
        }
    }
}
