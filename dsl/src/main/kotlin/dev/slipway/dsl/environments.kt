package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Parameters

/**
 * The environment that this run is for: the one named by `--env`, or `default`. Each environment has its own state.
 *
 * ```
 * val replicas = if (environment == "production") 3 else 1
 * ```
 */
public val environment: String
    get() {
        val cluster = CurrentScript.cluster()
        return cluster.parameters.environment(cluster.reads) ?: Parameters.DEFAULT
    }

/**
 * Lists the environments of this script and returns the one that this run is for: the one named by `--env`, or
 * [default]. Without a default, `--env` is required. Any other name is refused.
 *
 * Each environment has its own state: what `up --env staging` made is not seen, changed or deleted by
 * `up --env production`.
 *
 * ```
 * val stage = environments("staging", "production", default = "staging")
 * ```
 */
public fun environments(vararg names: String, default: String? = null): String {
    val cluster = CurrentScript.cluster()
    cluster.parameters.environments(names.asList(), default)
    val given = cluster.parameters.environment(cluster.reads)
    val listed = names.joinToString()
    when {
        names.isEmpty() -> cluster.problem(
            "no environments are listed",
            "`environments` names those that this script is for",
            "list at least one: environments(\"staging\", \"production\")",
        )

        default != null && default !in names -> cluster.problem(
            "unknown default environment '$default'",
            "this script is for $listed",
            "choose a default from the list, or add it",
        )

        given == null && default == null -> cluster.problem(
            "no environment is chosen",
            "this script is for $listed, and none of them is the default",
            "choose one: --env ${names.first()}, or declare a default: environments(..., default = \"${names.first()}\")",
        )

        given != null && given !in names -> cluster.problem(
            "unknown environment '$given'",
            "this script is for $listed",
            "choose one of these with --env, or add it to the list",
        )
    }
    return given ?: default ?: names.firstOrNull() ?: Parameters.DEFAULT
}

/** Reads an environment variable of the Slipway process, or null: `env("HOME")`. For what is secret, use [secret]. */
public fun env(name: String): String? = CurrentScript.cluster().reads.env(name)

/** An environment variable, or something else where it is not set: `env("EDITOR", "vi")`. */
public fun env(name: String, otherwise: String): String = env(name) ?: otherwise
