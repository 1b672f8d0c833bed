package dev.slipway.dsl

import dev.slipway.evaluate.Ambient
import dev.slipway.model.Secret as Reference

/**
 * Refers to a secret by name. A plain name is an environment variable; `file:`, `vault:` and other prefixes say where
 * else it is.
 *
 * ```
 * val token = secret("PVE_TOKEN")
 * val password = secret("file:/run/secrets/db")
 * ```
 */
public fun secret(name: String): Secret {
    val cluster = Ambient.cluster()
    val source = if (':' in name) name else "env:$name"
    if (source.substringBefore(':').isBlank() || source.substringAfter(':').isBlank()) {
        cluster.problem(
            "'$name' names no secret",
            "it should be a name, or a source and a name",
            "write one like env:TOKEN",
        )
    }
    cluster.reads.secret(source)
    return Secret(Reference.of(source))
}
