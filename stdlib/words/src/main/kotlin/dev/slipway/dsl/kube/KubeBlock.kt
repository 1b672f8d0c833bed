package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Platforms
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.Pool as Limit

/** Configures a cluster of Kubernetes: how to reach it, and what is to be in it. */
@SlipwayDsl
public class KubeBlock internal constructor(internal val name: String, private val origin: Origin) : KubeContent {
    private var config: Any? = null

    /** The context of the kubeconfig to use: `context = "home"`. Required unless the script names a kubeconfig. */
    public var context: String = ""

    /** The path of the kubeconfig: `kubeconfig = "secrets/kubeconfig"`. Without it, the one that kubectl would use. */
    public var kubeconfig: String
        get() = config as? String ?: ""
        set(value) {
            config = local(value)
        }

    /** Requests under way at once: `concurrency = 16`. The default is 32. */
    public var concurrency: Int = USUAL

    @InternalSlipwayApi
    override val objects: KubeDeclarations = KubeDeclarations(name)

    @InternalSlipwayApi
    override val within: String get() = ""

    /** The content of a kubeconfig, once it is known: `kubeconfig(build.stdout)`. */
    public fun kubeconfig(value: Output<String>) {
        config = value
    }

    /** The content of a kubeconfig, from a secret: `kubeconfig(secret("KUBECONFIG_HOME"))`. */
    public fun kubeconfig(value: Secret) {
        config = value
    }

    internal fun declare() {
        val cluster = CurrentScript.cluster()
        if (!NAME.matches(name)) {
            cluster.problem(
                "invalid cluster name '$name'",
                "it has letters, digits, '.', '_' and '-'",
                "rename it",
                origin,
            )
        }
        if (config == null && context.isEmpty()) {
            cluster.problem(
                "no context for the cluster '$name'",
                "which cluster is changed must not depend on the current context of kubectl",
                "add context = \"...\", or kubeconfig = \"path\"",
                origin,
            )
        }
        if (concurrency < 1) {
            cluster.problem(
                "a concurrency of $concurrency",
                "nothing could be requested",
                "set it to 1 or more",
                origin,
            )
        } else {
            cluster.pool(Limit("kube:$name", concurrency), origin)
        }
        cluster.trait(Platforms::class.java, ::Platforms).add(name) { wish, _ -> KubeWish.realise(wish, this) }
        cluster.declare { into -> objects.lower(reached(into), into) }
    }

    /** How it is reached, as data. */
    internal fun reached(into: Lowering): Fields {
        val given = config
        val said = linkedMapOf<String, Any?>(
            "name" to name,
            "context" to context.ifEmpty { null },
            "path" to (given as? String),
            "kubeconfig" to given.takeUnless { it is String },
        ).filterValues { it != null }
        return Fields(said.mapValues { (what, value) -> into.value(value, "the $what of the cluster '$name'", origin) })
    }

    private companion object {
        const val USUAL = 32
        val NAME = Regex("[A-Za-z0-9._-]{1,63}")
    }
}
