package dev.slipway.evaluate

import dev.slipway.model.Origin

/** What the command line gives a script, and what the script has asked for of it. */
internal class Parameters(private val given: Map<String, String>, private val environment: String?) {
    private val declared = mutableMapOf<String, Any?>()
    private var environments: List<String>? = null
    private var fallback: String? = null
    private var environmentRead = false

    /** The environment that the declarations are for; empty for a script that does not ask for one. */
    val chosen: String
        get() = environment ?: fallback ?: if (environmentRead) DEFAULT else ""

    fun given(name: String, reads: ReadLog): String? = given[name].also { reads.parameter(name, it) }

    /** Notes that a parameter exists; false when it exists already with another default. */
    fun declare(name: String, default: Any?): Boolean {
        val known = name !in declared || declared[name] == default
        declared[name] = default
        return known
    }

    fun environment(reads: ReadLog): String? {
        environmentRead = true
        reads.parameter(ReadLog.ENVIRONMENT, environment)
        return environment
    }

    fun environments(names: List<String>, default: String?) {
        environments = names
        fallback = default
    }

    /** What was given and nobody asked for would otherwise be silently ignored. */
    fun check(cluster: ScriptModel) {
        cluster.reads.parameter(ReadLog.NAMES, given.keys.sorted().joinToString(","))
        for (name in given.keys.sorted() - declared.keys) {
            cluster.problem(
                "there is no parameter '$name'",
                if (declared.isEmpty()) "the script has none" else "the script has ${declared.keys.joinToString()}",
                "correct the name after -p, or ask for it: parameter(\"$name\", ...)",
                Origin.NONE,
            )
        }
        cluster.reads.parameter(ReadLog.ENVIRONMENT, environment)
        if (chosen.isNotEmpty() && !isEnvironment(chosen)) {
            cluster.problem(
                "invalid environment name '$chosen'",
                "its state lies in a directory of that name",
                "use up to 63 letters, digits, dots, dashes and underscores, starting with a letter or digit",
                Origin.NONE,
            )
        }
        if (environment != null && !environmentRead && environments == null) {
            cluster.problem(
                "there is no environment '$environment'",
                "the script does not ask which environment it is for",
                "leave out --env, or use `environment` in the script",
                Origin.NONE,
            )
        }
    }

    companion object {
        /** What [environment][dev.slipway.dsl.environment] is without `--env`. */
        const val DEFAULT = "default"

        /** Names of environments are names of directories, too. */
        private val NAME = Regex("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")

        fun isEnvironment(name: String): Boolean = NAME.matches(name)
    }
}
