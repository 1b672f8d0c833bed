package dev.slipway.dsl

import dev.slipway.evaluate.Origins

/** Configures a namespace that others work in. */
public class TenantBlock internal constructor(name: String, objects: KubeDeclarations) : NamespaceBlock(name, objects) {
    init {
        podSecurity = restricted
    }

    /** What its people may do, by a ClusterRole: `role = "view"`. The default is `edit`. */
    public var role: String = "edit"

    /** A group of users that works in it: `group("peers-alice")`. */
    public fun group(name: String) {
        binding("group-$name") { group(name) }
    }

    /** A user who works in it: `user("alice@example.org")`. */
    public fun user(name: String) {
        binding("user-$name") { user(name) }
    }

    /** Keeps traffic of other namespaces out; its own pods and name resolution go on working: `isolate()`. */
    public fun isolate() {
        val everyPod = mapOf("podSelector" to mapOf<String, Any>())
        val own = mapOf("from" to listOf(everyPod))
        val spec = everyPod + mapOf("policyTypes" to listOf("Ingress"), "ingress" to listOf(own))
        declare("networking.k8s.io/v1", "NetworkPolicy", "isolated", TenantPartBlock(), mapOf("spec" to spec))
    }

    private val bindings = mutableListOf<Pair<String, RbacBlock.() -> Unit>>()

    private fun binding(name: String, who: RbacBlock.() -> Unit) {
        bindings += name.lowercase().replace(Regex("[^a-z0-9.-]"), "-") to who
    }

    internal fun bind() = bindings.forEach { (name, who) ->
        rbac(name) {
            role(this@TenantBlock.role)
            who()
        }
    }
}

/** Something that belongs to a tenant. */
internal class TenantPartBlock : KubeObjectBlock()

/**
 * A namespace for others to work in: hardened, limited, and with rights for its people.
 *
 * ```
 * kube {
 *     context = "home"
 *     tenant("alice") { quota { cpu = "4"; memory = 8.GiB }; group("peers-alice"); isolate() }
 * }
 * ```
 */
public fun KubeContent.tenant(name: String, block: TenantBlock.() -> Unit): Namespace {
    val origin = Origins.here()
    val said = TenantBlock(name, objects).apply(block)
    said.bind()
    return namespace(name, said, origin)
}
