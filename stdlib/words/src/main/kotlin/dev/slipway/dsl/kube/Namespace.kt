package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.evaluate.Origins
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey

/** A namespace, and the level of its Pod Security. */
public class Namespace internal constructor(
    key: TaskKey,
    /** What it is called: `output("where") { shop.name }`. */
    public val name: String,
) : KubePart(key)

/** How much pods of a namespace may do. */
public enum class PodSecurity {
    /** Anything: for storage, network and other drivers. */
    Privileged,

    /** What needs no privileges of the host. */
    Baseline,

    /** Only what is hardened by present-day standards. */
    Restricted,
}

/**
 * A namespace, with the level of Pod Security that is enforced in it, and what is to be in it.
 *
 * ```
 * kube {
 *     context = "home"
 *     namespace("web") {
 *         podSecurity = restricted
 *         quota { cpu = "4"; memory = 8.GiB; pods = 20 }
 *         limits { memory = 256.MiB }
 *         configMap("settings") { value("color", "blue") }
 *     }
 * }
 * ```
 */
public fun KubeContent.namespace(name: String, block: NamespaceBlock.() -> Unit): Namespace {
    val origin = Origins.here()
    return namespace(name, NamespaceBlock(name, objects).apply(block), origin)
}

internal fun KubeContent.namespace(name: String, said: NamespaceBlock, origin: Origin): Namespace {
    val level = said.podSecurity
    if (level == null) {
        CurrentScript.cluster().problem(
            "no podSecurity for the namespace '$name'",
            "without it, the default of the cluster decides what its pods may do",
            "add podSecurity = restricted, baseline or privileged",
            origin,
        )
    }
    val enforced = level?.name?.lowercase().orEmpty()
    val labels = listOf("enforce", "warn", "audit").associate { "pod-security.kubernetes.io/$it" to enforced }
    val metadata = said.metadata(mapOf("labels" to labels))
    val declaration =
        KubeDeclaration(
            "v1", "Namespace", "", name,
            mapOf(
                "metadata" to metadata,
            ),
            said.rules(), origin, said.wait(), said.force,
        )
    return Namespace(objects.add(declaration).key, name)
}

/** Configures a namespace. */
public open class NamespaceBlock
internal constructor(
    private val name: String,
    @property:InternalSlipwayApi override val objects: KubeDeclarations,
) : KubeObjectBlock(),
    KubeContent {
    /** The level that is enforced for its pods, required: `podSecurity = restricted`. */
    public var podSecurity: PodSecurity? = null

    /** Anything is allowed: `podSecurity = privileged`. */
    public val privileged: PodSecurity get() = PodSecurity.Privileged

    /** What needs no privileges of the host is allowed: `podSecurity = baseline`. */
    public val baseline: PodSecurity get() = PodSecurity.Baseline

    /** Only hardened pods are allowed: `podSecurity = restricted`. */
    public val restricted: PodSecurity get() = PodSecurity.Restricted

    @InternalSlipwayApi
    override val within: String get() = name

    /** What all its pods may request together: `quota { cpu = "4"; memory = 8.GiB; pods = 20 }`. */
    public fun quota(block: QuotaBlock.() -> Unit): KubePart {
        val said = QuotaBlock().apply(block)
        return declare("v1", "ResourceQuota", QUOTA, said, mapOf("spec" to mapOf("hard" to said.hard())))
    }

    /** What containers get that say nothing themselves: `limits { cpu = "500m"; memory = 256.MiB }`. */
    public fun limits(block: LimitsBlock.() -> Unit): KubePart {
        val said = LimitsBlock().apply(block)
        return declare("v1", "LimitRange", QUOTA, said, mapOf("spec" to mapOf("limits" to listOf(said.range()))))
    }

    private companion object {
        const val QUOTA = "default"
    }
}

/** Configures what all pods of a namespace may request together. */
public class QuotaBlock internal constructor() : KubeObjectBlock() {
    /** Processors: `cpu = "4"`, or `"500m"` for half of one. */
    public var cpu: String = ""

    /** Memory: `memory = 8.GiB`. */
    public var memory: Size? = null

    /** How many pods: `pods = 20`. */
    public var pods: Int? = null

    /** Storage of all claims: `storage = 100.GiB`. */
    public var storage: Size? = null

    private val others = linkedMapOf<String, String>()

    /** Any other amount, by its name in Kubernetes: `hard("services.loadbalancers", "2")`. */
    public fun hard(name: String, amount: String) {
        others[name] = amount
    }

    internal fun hard(): Map<String, Any> = tree(
        "requests.cpu" to cpu,
        "requests.memory" to memory?.quantity(),
        "pods" to pods?.toString(),
        "requests.storage" to storage?.quantity(),
    ) + others
}

/** Configures what containers get that say nothing themselves. */
public class LimitsBlock internal constructor() : KubeObjectBlock() {
    /** The most processor time: `cpu = "500m"`. */
    public var cpu: String = ""

    /** The most memory: `memory = 256.MiB`. */
    public var memory: Size? = null

    /** What is reserved of processors: `requestCpu = "50m"`. */
    public var requestCpu: String = ""

    /** What is reserved of memory: `requestMemory = 64.MiB`. */
    public var requestMemory: Size? = null

    internal fun range(): Map<String, Any> = tree(
        "type" to "Container",
        "default" to tree("cpu" to cpu, "memory" to memory?.quantity()),
        "defaultRequest" to tree("cpu" to requestCpu, "memory" to requestMemory?.quantity()),
    )
}
