package dev.slipway.evaluate

import dev.slipway.model.Missing
import dev.slipway.model.Origin
import dev.slipway.model.Pool
import dev.slipway.model.Problems
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import java.nio.file.InvalidPathException
import java.nio.file.Path

/** Collects what one script says. Words find it through [CurrentScript] and leave declarations with it. */
@InternalSlipwayApi
public class ScriptModel internal constructor(
    public val reads: ReadLog,
    private val directoryName: String,
    internal val parameters: Parameters,
) {
    private val declarations = mutableListOf<Declaration>()
    private val promises = mutableListOf<Obligation>()
    private val pools = linkedMapOf<Pool, Origin>()
    internal val files = linkedMapOf<String, Ref>()
    private val directories = linkedMapOf<String, TaskKey>()
    private val traits = mutableMapOf<Class<*>, Any>()
    private val places = PathClaims(this)
    private var naming: Pair<String, Origin>? = null

    public val problems: Problems = Problems()
    public val lambdas: Lambdas = Lambdas()

    /** What the script calls the cluster, or what its directory is called. */
    public val name: String
        get() = naming?.first ?: directoryName

    public fun declare(declaration: Declaration) {
        declarations += declaration
    }

    /** A task leaves a file behind, and what is known of it as one of its outputs. */
    public fun makes(path: String, file: Ref, origin: Origin = Origins.here()) {
        places.claim(path, file.producer(), file.field().segments().firstOrNull() == "files", origin)
        files.putIfAbsent(path, file)
    }

    /** A task leaves a directory behind: whatever is made in it comes later. */
    public fun holds(path: String, maker: TaskKey, origin: Origin = Origins.here()) {
        places.claim(path, maker, result = false, origin)
        directories[path] = maker
    }

    /** Every file that a task makes, by the task. */
    public val made: Map<String, TaskKey> get() = files.mapValues { it.value.producer() }

    internal val madePlaces: MadePlaces get() = MadePlaces(directories, files, ::place)

    /** One place for all paths that lead there, or null for what is no path. */
    internal fun place(path: String): Path? = try {
        reads.place(path)
    } catch (_: InvalidPathException) {
        null
    }

    public fun pool(pool: Pool, origin: Origin) {
        pools[pool] = origin
    }

    /** Something that the script must still say before it ends; see [Obligation.kept]. */
    public fun promise(what: String, why: String, fix: String): Obligation =
        Obligation(what, why, fix, Origins.here()).also { promises += it }

    /** What a family of words keeps for the whole script, such as its defaults. */
    @Suppress("UNCHECKED_CAST") // put under its own class
    public fun <T : Any> trait(
        type: Class<T>,
        make: () -> T,
    ): T = traits.getOrPut(type, make) as T

    /** A path of this machine. Only a shell knows whose home a tilde is. */
    public fun local(path: String): String {
        if (path == "~" || path.startsWith("~/")) {
            problem(
                "the path '$path' starts with ~",
                "it is not expanded: it would be a directory called ~ beside the script",
                "write an absolute path; env(\"HOME\") is your home directory",
            )
        }
        return path
    }

    /** Something is wrong with the line that is being evaluated. Evaluation goes on, to find whatever else is. */
    public fun problem(what: String, why: String, fix: String, origin: Origin = Origins.here()) {
        problems.add(what, origin, why, fix)
    }

    /** Plain data, references, secrets and the types of the language, as a value. */
    public fun value(plain: Any?, what: String, origin: Origin): Value = try {
        ValueConversion.value(plain, this, what, origin)
    } catch (_: StackOverflowError) {
        problem("$what has no end", "it holds itself, or is nested too deeply", "give plain data", origin)
        Missing.ABSENT
    }

    public fun named(name: String) {
        val first = naming
        if (first != null) {
            problem(
                "a second cluster, '$name'",
                "one script describes one cluster, and this one is '${first.first}' (${first.second})",
                "give the second cluster a script of its own, or remove this line",
            )
            return
        }
        if (name.isBlank()) {
            problem("a cluster without a name", "the name is blank", "write cluster(\"home\"), or leave the line out")
        }
        naming = name to Origins.here()
    }

    internal fun lower(into: Lowering) {
        parameters.check(this)
        promises.forEach { it.check(problems) }
        pools.forEach { (pool, origin) -> into.pool(pool, origin) }
        var next = 0
        while (next < declarations.size) {
            declarations[next++].lower(into) // which may declare more
        }
    }
}
