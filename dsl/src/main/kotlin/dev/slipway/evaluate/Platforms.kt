package dev.slipway.evaluate

import dev.slipway.model.Origin

/** What can run services, such as a Kubernetes cluster. The word that declares one adds it to [Platforms]. */
@InternalSlipwayApi
public fun interface Platform {
    public fun realise(wish: ServiceWish, into: Lowering)
}

/** The platforms and the services of one script. */
@InternalSlipwayApi
public class Platforms {
    private val platforms = linkedMapOf<String, Platform>()
    private val services = linkedMapOf<String, ServiceWish>()
    private val exposed = mutableMapOf<Pair<String, Way>, Origin>()

    public fun add(name: String, platform: Platform) {
        platforms[name] = platform
    }

    /** The service of this name, if the script declares one. */
    public fun service(name: String): ServiceWish? = services[name]

    internal fun declare(wish: ServiceWish, cluster: ScriptModel) {
        val first = services.putIfAbsent(wish.name, wish)
        if (first != null) {
            cluster.problem(
                "the service '${wish.name}' is declared twice",
                "the first is at ${first.origin}",
                "rename or remove one of them",
                wish.origin,
            )
        }
        cluster.declare { into -> realise(wish, into) }
    }

    internal fun expose(wish: ExposeWish, way: Way, cluster: ScriptModel) {
        val first = exposed.putIfAbsent(wish.service to way, wish.origin)
        if (first != null) {
            cluster.problem(
                "'${wish.service}' is exposed twice in the same way",
                "the first is at $first",
                "remove one of them",
                wish.origin,
            )
            return
        }
        cluster.declare { into ->
            checkName(wish, into)
            way.expose(wish, into)
        }
    }

    /** Where a script declares no service, the name is that of something which runs elsewhere. */
    private fun checkName(wish: ExposeWish, into: Lowering) {
        if (services.isNotEmpty() && wish.service !in services) {
            into.problem(
                "there is no service '${wish.service}' to expose",
                "declared are ${services.keys.joinToString()}",
                "correct the name, or declare it with service(\"${wish.service}\") { ... }",
                wish.origin,
            )
        }
    }

    private fun realise(wish: ServiceWish, into: Lowering) {
        val platform = platforms.values.singleOrNull()
        if (platform != null) {
            platform.realise(wish, into)
        } else {
            into.problem(
                "nothing can run the service '${wish.name}'",
                if (platforms.isEmpty()) {
                    "the script declares no platform for services"
                } else {
                    "there are several platforms: ${platforms.keys.joinToString()}"
                },
                "declare one platform, such as a Kubernetes cluster",
                wish.origin,
            )
        }
    }
}
