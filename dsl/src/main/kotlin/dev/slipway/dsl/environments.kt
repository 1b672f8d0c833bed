package dev.slipway.dsl

import dev.slipway.evaluate.Ambient

/**
 * The environment that this run is for: what `--env` says, or `default`.
 *
 * ```
 * val replicas = if (environment == "production") 3 else 1
 * ```
 */
public val environment: String
    get() {
        val cluster = Ambient.cluster()
        return cluster.parameters.environment(cluster.reads) ?: "default"
    }

/**
 * The environments that there are; any other after `--env` is refused. Gives the one that this run is for, which
 * without `--env` is the first.
 *
 * ```
 * val stage = environments("staging", "production")
 * ```
 */
public fun environments(vararg names: String): String {
    val cluster = Ambient.cluster()
    cluster.parameters.environments(names.asList())
    val chosen = cluster.parameters.environment(cluster.reads)
    if (names.isEmpty() || (chosen != null && chosen !in names)) {
        cluster.problem(
            if (names.isEmpty()) "a list of no environments" else "there is no environment '$chosen'",
            "this script is for ${names.joinToString().ifEmpty { "none" }}",
            "give one of these with --env, or add it to the list",
        )
    }
    return chosen ?: names.firstOrNull() ?: "default"
}

/** An environment variable of whoever runs Slipway, or null: `env("HOME")`. For what is secret, use [secret]. */
public fun env(name: String): String? = Ambient.cluster().reads.env(name)

/** An environment variable, or something else where it is not set: `env("EDITOR", "vi")`. */
public fun env(name: String, otherwise: String): String = env(name) ?: otherwise
