package dev.slipway.evaluate

import dev.slipway.model.Origin

/** What the command line gives a script, and what the script has asked for of it. */
internal class Parameters(private val given: Map<String, String>, private val environment: String?) {
    private val declared = mutableMapOf<String, Any?>()
    private var environments: List<String>? = null
    private var environmentRead = false

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

    fun environments(names: List<String>) {
        environments = names
    }

    /** What was given and nobody asked for would otherwise be silently ignored. */
    fun check(cluster: Cluster) {
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
        if (environment != null && !environmentRead && environments == null) {
            cluster.problem(
                "there is no environment '$environment'",
                "the script does not ask which environment it is for",
                "leave out --env, or use `environment` in the script",
                Origin.NONE,
            )
        }
    }
}
