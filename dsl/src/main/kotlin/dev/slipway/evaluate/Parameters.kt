package dev.slipway.evaluate

import dev.slipway.model.EnvironmentName
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

    /** Notes that a parameter exists, and returns the text that was given for it. */
    fun given(name: String, default: Any?, cluster: ScriptModel): String? {
        if (name in declared && declared[name] != default) {
            cluster.problem(
                "the parameter '$name' has two defaults",
                "it is asked for twice, and not with the same default",
                "ask once, and keep it in a val",
            )
        }
        declared[name] = default
        cluster.reads.parameter(name, given[name])
        return given[name] ?: cluster.reads.env(VARIABLE + name.replace(NOT_IN_VARIABLES, "_"))
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

    /** Parameters that are given but not declared would otherwise be silently ignored. */
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
        if (chosen.isNotEmpty() && !EnvironmentName.isValid(chosen)) {
            cluster.problem(
                "invalid environment name '$chosen'",
                EnvironmentName.WHY,
                EnvironmentName.RULE,
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

        /** How variables begin that set parameters. */
        private const val VARIABLE = "SLIPWAY_PARAM_"
        private val NOT_IN_VARIABLES = Regex("[^A-Za-z0-9_]")
    }
}
