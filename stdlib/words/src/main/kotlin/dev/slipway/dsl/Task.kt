package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import java.io.Serializable

/** Work that a script says in Kotlin. */
public class Task internal constructor(key: TaskKey) : Part(key)

/**
 * Work that is said in Kotlin. It is done again only when what it does, or something that it needs, has changed; a
 * comment or another task is no such change.
 *
 * ```
 * task("index") {
 *     inputs("pages"); outputs("out/index.txt")
 *     run { path("out/index.txt").toFile().writeText(files.joinToString("\n")) }
 * }
 * ```
 */
public fun task(name: String, block: WorkInKotlin.() -> Unit): Task {
    val origin = Origins.here()
    val said = WorkInKotlin().apply(block)
    val key = said.declared(name, origin)
    CurrentScript.cluster().declare { into -> said.lower(name, origin, into) }
    return Task(key)
}

/** Work under the name of a property: `val index by task { run { say("done") } }`. */
public fun task(block: WorkInKotlin.() -> Unit): Unnamed<Task> = Unnamed("task") { task(it, block) }

/** Configures a task written in Kotlin. */
public class WorkInKotlin internal constructor() : WorkBlock("task") {
    private var body: Body? = null
    private var line = Origin.NONE
    private val values = linkedMapOf<String, Any>()

    /** A value that it needs, by name, which may be an output or a secret: `input("address", vm.address)`. */
    public fun input(name: String, value: Any) {
        if (values.put(name, value) != null) {
            CurrentScript.cluster().problem(
                "the input '$name' is given twice",
                "it has one value",
                "remove one of them",
            )
        }
    }

    /** What is done, later and perhaps elsewhere; of the script it may use values, and no words: `run { say("here") }`. */
    public fun run(body: Body) {
        if (this.body != null) {
            CurrentScript.cluster().problem(
                "a second run in one task",
                "only one would be done",
                "put both in one, or make two tasks",
            )
        }
        line = Origins.here()
        this.body = body
    }

    internal override val sharing: String get() = "make it an exec with hermetic = true, or set cache = project"

    internal override val hasInputs: Boolean get() = super.hasInputs || values.isNotEmpty()

    internal fun lower(name: String, origin: Origin, into: Lowering) {
        val does = body
        if (does == null) {
            into.problem("task \"$name\" does nothing", "it has no run", "add run { ... }, or remove it", origin)
        }
        val lambda = if (does == null) "" else into.lambda(does, line)
        val what = linkedMapOf<String, Value>("code" to StringValue(lambda))
        if (values.isNotEmpty()) {
            what["values"] =
                Fields(values.mapValues { (input, value) -> into.value(value, "the input '$input'", origin) })
        }
        lower(name, what, origin, into)
    }
}

/** What a task does. Serializable, so that the compiler keeps where its code is; see [WorkInKotlin.run]. */
public fun interface Body : Serializable {
    /** Does it. Written as a block: `Body { say("here") }`. */
    public fun Run.run()
}
