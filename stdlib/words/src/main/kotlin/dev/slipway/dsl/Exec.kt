package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.Origin
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** A program that was declared to run. */
public class Exec internal constructor(key: TaskKey) : Part(key) {
    /** What it printed, without the last line break: `output("version") { build.stdout }`. */
    public val stdout: Output<String> get() = field("stdout")
}

/**
 * Runs a program. With outputs, its result is kept by the content of what it needs; without, it changes the world: it
 * is run once, and once more if it was cut off, unless a guard says that it is done.
 *
 * ```
 * exec("app") { command("make", "app"); inputs("Makefile", "src"); outputs("out/app") }
 * exec("swap-off") { command("swapoff", "-a"); unless("sh", "-c", "! grep -q . /proc/swaps") }
 * ```
 */
public fun exec(name: String, block: ExecBlock.() -> Unit): Exec {
    val origin = Origins.here()
    val said = ExecBlock().apply(block)
    val key = said.declared(name, origin)
    CurrentScript.cluster().declare { into -> said.lower(name, origin, into) }
    return Exec(key)
}

/** Runs a program, under the name of a property: `val app by exec { command("make") }`. */
public fun exec(block: ExecBlock.() -> Unit): Unnamed<Exec> = Unnamed("exec") { exec(it, block) }

/** Configures a program to run. */
public class ExecBlock internal constructor() : WorkBlock("exec") {
    private var words: List<Any> = listOf()
    private val variables = linkedMapOf<String, Any>()
    private val programs = linkedSetOf<String>()

    /** Where it runs, below the script: `directory = "app"`. */
    public var directory: String = ""

    /**
     * Runs it where nothing but its declared files, its tools and a read-only system exists, without network: what it reads
     * beyond that is not found. Only then can its result be shared. Needs Linux: `hermetic = true`.
     */
    public var hermetic: Boolean = false

    /** More programs for hermetic work, which are not part of the system: `tools("kustomize")`. */
    public fun tools(vararg programs: String) {
        this.programs += programs
    }

    internal override val isClosed: Boolean get() = hermetic

    internal override val sharing: String get() = "set hermetic = true, or cache = project"

    /** The program and its arguments, of which some may be outputs: `command("make", "-j4")`. */
    public fun command(vararg words: Any) {
        if (this.words.isNotEmpty()) {
            CurrentScript.cluster().problem(
                "a second command",
                "an exec runs one program",
                "make it another exec, or use shell",
            )
        }
        if (words.any { it is Secret }) {
            CurrentScript.cluster().problem(
                "a secret among the words of a command",
                "everybody on the machine can see the words of a running program",
                "hand it over in the environment: env(\"NAME\", secret(\"...\"))",
            )
        }
        this.words = words.asList()
    }

    /** A script for `sh`, which ends at the first command that fails: `shell("make | tee out/log")`. */
    public fun shell(script: String) {
        command("sh", "-ec", script)
    }

    /** A variable of its environment, which may be an output or a secret: `env("TOKEN", secret("TOKEN"))`. */
    public fun env(name: String, value: Any) {
        variables[name] = value
    }

    internal fun lower(name: String, origin: Origin, into: Lowering) {
        if (words.isEmpty()) {
            into.problem(
                "exec \"$name\" runs nothing",
                "it does not say which program",
                "add command(\"program\", \"argument\")",
                origin,
            )
        }
        val environment = variables.mapValues { (variable, value) ->
            into.value(value, "the variable $variable", origin)
        }
        val what = linkedMapOf<String, Value>(
            "command" to ListValue(words.map { into.value(it, "a word of the command", origin).asText() }),
        )
        if (environment.isNotEmpty()) {
            what["environment"] = Fields(environment)
        }
        if (directory.isNotEmpty()) {
            what["directory"] = StringValue(directory)
        }
        if (hermetic) {
            what["hermetic"] = BoolValue.TRUE
        }
        if (programs.isNotEmpty()) {
            checkTools(name, origin, into)
            what["tools"] = ListValue(programs.map(::StringValue))
        }
        lower(name, what, origin, into)
    }

    private fun checkTools(name: String, origin: Origin, into: Lowering) {
        if (!hermetic) {
            into.problem(
                "'tools' does nothing in exec \"$name\"",
                "work that is not hermetic finds every program in PATH",
                "remove it, or set hermetic = true",
                origin,
            )
        }
    }
}

/** Numbers and truths among the words of a command are texts to it. */
private fun Value.asText(): Value = if (isKnown && !isSecret) StringValue(toString()) else this
