package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.FieldPath
import dev.slipway.model.Origin
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import kotlin.time.Duration

/** A service in a cluster of Kubernetes: what runs it, and the address it is reached at. */
public class KubeService internal constructor(
    key: TaskKey,
    private val front: TaskKey?,
    /** What it is called: `api.name`. */
    public val name: String,
) : KubePart(key) {
    /** Its address inside the cluster: `output("address") { backend.clusterIP }`. */
    public val clusterIP: Output<String> get() = Output(Ref(front ?: key, FieldPath.of("clusterIP")))
}

/** Configures a service: what runs it, how often, and how it is reached. */
public open class KubeServiceBlock internal constructor(name: String) : PodBlock(name) {
    internal val storage = linkedMapOf<String, PodStorage>()
    internal var isSpread = true

    /** How many of it run: `replicas = 2`. */
    public var replicas: Int = 1

    /** The port that it listens on and is reached at: `port = 8080`. For several ports there is `port(...)`. */
    public var port: Int?
        get() = ports[MAIN]?.number
        set(value) {
            if (value != null) port(MAIN, value)
        }

    /** How many must keep running while nodes are drained: `available = 1`. */
    public var available: Int? = null

    /** Its type, where it is more than reachable inside the cluster: `type = "LoadBalancer"`. */
    public var type: String = ""

    /** Waits for nothing: `ready = off`. */
    public val off: Duration get() = Duration.ZERO

    /** One of several ports: `port("metrics", 9090)`. Where it is reached at another: `port("http", 8080, on = 80)`. */
    public fun port(name: String, number: Int, on: Int = number, protocol: String = "TCP") {
        if (number !in 1..MOST || on !in 1..MOST) {
            CurrentScript.cluster().problem("invalid port '$name'", "ports are 1 to $MOST", "correct the number")
        }
        ports[name] = PodPort(number, on, protocol)
    }

    /** It gets requests only while this path answers: `readiness("/ready")`. Without it, while its port is open. */
    public fun readiness(path: String, every: Duration = USUAL_PERIOD, failures: Int = USUAL_FAILURES) {
        probes["readinessProbe"] = probe(path, every, failures)
    }

    /** It is restarted when this path stops answering: `liveness("/live")`. */
    public fun liveness(path: String, every: Duration = USUAL_PERIOD, failures: Int = USUAL_FAILURES) {
        probes["livenessProbe"] = probe(path, every, failures)
    }

    /** Until this path answers once, the other probes wait: `startup("/live", failures = 30)`. */
    public fun startup(path: String, every: Duration = USUAL_PERIOD, failures: Int = USUAL_FAILURES) {
        probes["startupProbe"] = probe(path, every, failures)
    }

    /** Storage of its own that outlives its pods; data, and protected: `storage("data", "/var/lib/data", 10.GiB)`. */
    public fun storage(name: String, path: String, size: Size, storageClass: String = "") {
        storage[name] = PodStorage(path, size, storageClass)
    }

    /** Lets several of it run on one node while others are free: `packed()`. */
    public fun packed() {
        isSpread = false
    }

    private fun probe(path: String, every: Duration, failures: Int): Map<String, Any> = mapOf(
        "httpGet" to mapOf("path" to path, "port" to (ports.keys.firstOrNull() ?: MAIN)),
        "periodSeconds" to every.inWholeSeconds,
        "failureThreshold" to failures,
    )

    private companion object {
        const val MAIN = "http"
        const val MOST = 65535
        val USUAL_PERIOD = 10.seconds
        const val USUAL_FAILURES = 3
    }
}

internal class PodStorage(val path: String, val size: Size, val storageClass: String)

/**
 * Something that runs all the time: a Deployment, and a Service where it has a port. Its pods are hardened as
 * `podSecurity = restricted` asks for, and it is waited for until it runs.
 *
 * ```
 * kube {
 *     context = "home"
 *     service("api") { image = "ghcr.io/example/api:1.4.2"; port = 8080; replicas = 2; env("LOG", "info") }
 * }
 * ```
 */
public fun KubeContent.service(name: String, block: KubeServiceBlock.() -> Unit): KubeService =
    Workload(this, "Deployment", KubeServiceBlock(name).apply(block), Origins.here()).declare()

/**
 * A service whose pods have names and storage of their own.
 *
 * ```
 * kube {
 *     context = "home"
 *     statefulSet("db") { image = "postgres:18"; port = 5432; storage("data", "/var/lib/postgresql", 10.GiB) }
 * }
 * ```
 */
public fun KubeContent.statefulSet(name: String, block: KubeServiceBlock.() -> Unit): KubeService =
    Workload(this, "StatefulSet", KubeServiceBlock(name).apply(block), Origins.here()).declare()

/** Something that runs on every node: `kube { context = "home"; daemonSet("agent") { image = "example/agent:2" } }`. */
public fun KubeContent.daemonSet(name: String, block: KubeServiceBlock.() -> Unit): KubeService =
    Workload(this, "DaemonSet", KubeServiceBlock(name).apply(block), Origins.here()).declare()

/** What runs all the time, as objects. */
internal class Workload(
    private val content: KubeContent,
    private val kind: String,
    private val said: KubeServiceBlock,
    private val origin: Origin,
) {
    private val name = said.name
    private val labels = mapOf("app.kubernetes.io/name" to name)

    fun declare(): KubeService {
        val pods = PodSpec(said, origin)
        pods.beside().forEach { (kind, fields) -> add("v1", kind, fields) }
        if (said.ports.isNotEmpty() && "readinessProbe" !in said.probes) {
            said.probes["readinessProbe"] = mapOf("tcpSocket" to mapOf("port" to said.ports.keys.first()))
        }
        stored()
        val front = if (said.ports.isEmpty() && kind != "StatefulSet") null else add("v1", "Service", front()).key
        said.available?.let { add("policy/v1", "PodDisruptionBudget", budget(it)) }
        val workload = add("apps/v1", kind, mapOf("spec" to spec(pods)), said.wait(USUAL))
        return KubeService(workload.key, front, name)
    }

    private fun add(
        apiVersion: String,
        kind: String,
        fields: Map<String, Any>,
        wait: KubeDeclaration.Wait? = null,
    ): KubePart {
        val all = fields + ("metadata" to said.metadata(mapOf("labels" to labels)))
        val rules = said.rules()
        return content.objects.add(
            KubeDeclaration(apiVersion, kind, content.within, name, all, rules, origin, wait, said.force),
        )
    }

    private fun spec(pods: PodSpec): Map<String, Any> {
        if (said.isSpread && kind != "DaemonSet" && said.replicas > 1) {
            said.overrides.add(0, mapOf("topologySpreadConstraints" to listOf(spread())))
        }
        val counted = if (kind == "DaemonSet") mapOf() else mapOf("replicas" to said.replicas)
        val spec = counted + mapOf("selector" to mapOf("matchLabels" to labels), "template" to pods.template(labels))
        return when {
            kind == "StatefulSet" -> spec + tree("serviceName" to name, "volumeClaimTemplates" to claims())
            kind == "Deployment" && said.storage.isNotEmpty() -> spec + mapOf("strategy" to mapOf("type" to "Recreate"))
            else -> spec
        }
    }

    private fun spread() = mapOf(
        "maxSkew" to 1,
        "topologyKey" to "kubernetes.io/hostname",
        "whenUnsatisfiable" to "ScheduleAnyway",
        "labelSelector" to mapOf("matchLabels" to labels),
    )

    private fun front(): Map<String, Any> {
        val ports = said.ports.map { (name, port) ->
            tree("name" to name, "port" to port.service, "targetPort" to name, "protocol" to port.protocol)
        }
        val headless = "None".takeIf { kind == "StatefulSet" && said.type.isEmpty() }
        val spec = tree("selector" to labels, "ports" to ports, "type" to said.type, "clusterIP" to headless)
        return mapOf("spec" to spec)
    }

    private fun budget(least: Int) =
        mapOf("spec" to mapOf("minAvailable" to least, "selector" to mapOf("matchLabels" to labels)))

    /** A StatefulSet makes claims itself; for others they are declared. */
    private fun stored() {
        said.storage.forEach { (volume, stored) ->
            if (kind == "StatefulSet") {
                said.mounts += PodMount(stored.path, mapOf(), name = volume)
            } else {
                val claim = VolumeClaimBlock().apply {
                    size = stored.size
                    storageClass = stored.storageClass
                }
                content.volumeClaim("$name-$volume", origin, claim)
                said.claim("$name-$volume", stored.path)
            }
        }
    }

    private fun claims(): List<Map<String, Any>> = said.storage.map { (volume, stored) ->
        val spec = claimSpec(stored.size, stored.storageClass, "ReadWriteOnce")
        mapOf("metadata" to mapOf("name" to volume), "spec" to spec)
    }

    private companion object {
        val USUAL = 5.minutes
    }
}
