package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.evaluate.Platforms
import dev.slipway.evaluate.ServiceWish

/** A service of the cluster, to be exposed and referred to. */
public class Service internal constructor(
    /** What it is called: `api.name`. */
    public val name: String,
)

/**
 * Something that runs all the time, from a container image. What runs it is for the platform of the cluster to know.
 *
 * ```
 * service("api") { image = "ghcr.io/example/api@sha256:..."; port = 8080; replicas = 2 }
 * ```
 */
public fun service(name: String, block: ServiceBlock.() -> Unit): Service {
    val cluster = CurrentScript.cluster()
    val origin = Origins.here()
    val said = ServiceBlock().apply(block)
    if (said.image.isBlank()) {
        cluster.problem(
            "the service '$name' has no image",
            "a service runs a container image",
            "add image = \"registry/name@sha256:...\"",
            origin,
        )
    }
    val environment = said.environment.mapValues { (variable, value) ->
        cluster.value(value, "the variable $variable of the service '$name'", origin)
    }
    val wish = ServiceWish(name, said.image, said.port, said.replicas, environment, origin)
    cluster.trait(Platforms::class.java, ::Platforms).declare(wish, cluster)
    return Service(name)
}

/** Configures a service. */
@SlipwayDsl
public class ServiceBlock internal constructor() {
    internal val environment = linkedMapOf<String, Any>()

    /** The container image, best with its digest: `image = "ghcr.io/example/api@sha256:..."`. */
    public var image: String = ""

    /** The port that it listens on: `port = 8080`. */
    public var port: Int? = null
        set(value) {
            if (value != null && value !in 1..65535) {
                CurrentScript.cluster().problem(
                    "a port of number $value",
                    "ports have numbers 1 to 65535",
                    "correct the number",
                )
            }
            field = value
        }

    /** How many of it run: `replicas = 2`. */
    public var replicas: Int = 1
        set(value) {
            if (value < 0) {
                CurrentScript.cluster().problem("$value replicas", "there is no less than none", "set it to 0 or more")
            }
            field = value
        }

    /** A variable of its environment: `env("LOG", "info")`, also with a secret or an output. */
    public fun env(name: String, value: Any) {
        environment[name] = value
    }
}
