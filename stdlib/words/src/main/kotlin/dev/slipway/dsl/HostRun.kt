package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey

/** Work that is done on a machine over SSH. */
public class HostRun internal constructor(key: TaskKey) : Part(key) {
    /** What it printed, without the last line break: `output("token") { join.stdout }`. */
    public val stdout: Output<String> get() = field("stdout")
}

/**
 * Configures work on a machine over SSH. It is done once, and again when what it was given changes; with a
 * guard, whenever the guard says that it is not done, or what it needs has changed.
 */
public class HostRunBlock internal constructor(host: String) : RememberedBlock("host.run", "$host:") {
    private var words: List<Any> = listOf()
    private var script = ""
    private val guards = mutableListOf<String>()
    private val variables = linkedMapOf<String, Any>()
    private val given = mutableListOf<Any>()

    /** Does it in every run, because nothing tells whether it is necessary: `always = true`. */
    public var always: Boolean = false

    /** The program and its arguments, of which some may be outputs: `command("kubeadm", "init")`. */
    public fun command(vararg words: Any) {
        if (words.any { it is Secret }) {
            CurrentScript.cluster().problem(
                "a secret among the words of a command",
                "everybody on the machine can see the words of a running program",
                "hand it over in the environment: env(\"NAME\", secret(\"...\"))",
            )
        }
        says(this.words.isNotEmpty() || script.isNotEmpty())
        this.words = words.asList()
    }

    /** A script for `sh`, which ends at the first command that fails: `shell("mkfs.ext4 /dev/sdb && mount /data")`. */
    public fun shell(script: String) {
        says(words.isNotEmpty() || this.script.isNotEmpty())
        this.script = script
    }

    /** A variable of its environment, which may be an output or a secret: `env("TOKEN", secret("TOKEN"))`. */
    public fun env(name: String, value: Any) {
        if (!VARIABLE.matches(name)) {
            CurrentScript.cluster().problem(
                "'$name' is no variable",
                "no shell takes it",
                "use letters, digits and '_'",
            )
        }
        variables[name] = value
    }

    /** Files that it leaves behind there; it is done when one of them is gone: `creates("/etc/kubernetes/admin.conf")`. */
    public fun creates(vararg paths: String) {
        paths.forEach { guards += "[ -e '${checkedPlace(it).replace("'", "'\\''")}' ]" }
    }

    /** Leaves it undone where this script for `sh` says that all is well: `unless("swapon --show | grep -q .")`. */
    public fun unless(script: String) {
        guards += "{ $script\n}"
    }

    /** Does it again when one of these changes, such as a file of the machine: `needs(motd)`. */
    public fun needs(vararg values: Any) {
        given.addAll(values)
    }

    private fun says(already: Boolean) {
        if (already) {
            CurrentScript.cluster().problem(
                "a second command",
                "a run has one command or one script",
                "make it another run, or use shell",
            )
        }
    }

    internal fun lower(key: TaskKey, reached: Fields, origin: Origin, into: Lowering) {
        if (words.isEmpty() && script.isBlank()) {
            into.problem(
                "run \"${key.name()}\" runs nothing",
                "it does not say which program",
                "add command(\"program\", \"argument\") or shell(\"...\")",
                origin,
            )
        }
        if (always && guards.isNotEmpty()) {
            into.problem(
                "'always' does nothing in run \"${key.name()}\"",
                "it has a guard, which tells whether it is necessary",
                "remove one of them",
                origin,
            )
        }
        val said = mapOf(
            "host" to reached,
            "command" to words,
            "script" to script,
            "environment" to variables,
            "unless" to guards.joinToString(" && "),
            "needs" to given,
            "always" to (if (always) true else ""),
        ).filterValues { it != "" && it != listOf<Any>() && it != mapOf<String, Any>() }
        val inputs = Fields(said.mapValues { into.value(it.value, "the ${it.key} of run \"${key.name()}\"", origin) })
        into.add(Effect(key, inputs, rules().adopt(guards.isNotEmpty()), origin))
    }

    private companion object {
        val VARIABLE = Regex("[A-Za-z_][A-Za-z0-9_]*")
    }
}
