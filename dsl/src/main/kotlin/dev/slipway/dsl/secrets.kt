package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.model.Secret as Reference

/**
 * Refers to a secret by name; its value is looked up when a task needs it, and shown nowhere. A plain name is looked for
 * in the environment and then in the vault beside the script. A prefix says where else, which is `env:`, `vault:`, `file:` with a
 * path, or `command:` with a line for the shell that prints it; several sources are asked in the order that they stand in.
 *
 * ```
 * val token = secret("PVE_TOKEN")
 * val password = secret("file:/run/secrets/db")
 * val key = secret("command:pass show home/key")
 * val first = secret("vault,env:API_KEY")
 * ```
 */
public fun secret(name: String): Secret {
    val cluster = CurrentScript.cluster()
    val source = if (':' in name) name else "env,vault:$name"
    val sources = source.substringBefore(':').split(',')
    if (sources.any { it.isBlank() } || source.substringAfter(':').isBlank()) {
        cluster.problem(
            "'$name' names no secret",
            "it should be a name, or a source and a name",
            "write one like TOKEN or vault:TOKEN",
        )
    }
    cluster.reads.secret(source)
    return Secret(Reference.of(source))
}
