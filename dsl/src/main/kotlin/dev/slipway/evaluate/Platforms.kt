package dev.slipway.evaluate

/** What can run services, such as a Kubernetes cluster. The word that declares one adds it to [Platforms]. */
@Machinery
public fun interface Platform {
    public fun realise(wish: ServiceWish, into: Lowering)
}

/** The platforms and the services of one script. */
@Machinery
public class Platforms {
    private val platforms = linkedMapOf<String, Platform>()
    private val services = linkedMapOf<String, ServiceWish>()

    public fun add(name: String, platform: Platform) {
        platforms[name] = platform
    }

    /** The service of this name, if the script declares one. */
    public fun service(name: String): ServiceWish? = services[name]

    internal fun declare(wish: ServiceWish, cluster: Cluster) {
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
