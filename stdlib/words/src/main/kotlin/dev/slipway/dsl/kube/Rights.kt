package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins

/** Configures a service account. */
public class ServiceAccountBlock internal constructor() : KubeObjectBlock()

/** Who pods are to the API server: `kube { context = "home"; serviceAccount("api") }`. */
public fun KubeContent.serviceAccount(name: String, block: ServiceAccountBlock.() -> Unit = {}): KubePart = declare(
    "v1",
    "ServiceAccount",
    name,
    ServiceAccountBlock().apply(block),
    mapOf("automountServiceAccountToken" to false),
)

/** Configures rights, and who has them. */
public class RbacBlock internal constructor() : KubeObjectBlock() {
    internal val rules = mutableListOf<Map<String, Any>>()
    internal val subjects = mutableListOf<Map<String, Any>>()
    internal var role: String = ""

    /** Whether they hold in all namespaces: `everywhere = true`. */
    public var everywhere: Boolean = false

    /** What may be done: `allow("get", "list", on = "pods")`, or `allow("get", on = "deployments", group = "apps")`. */
    public fun allow(vararg verbs: String, on: String, group: String = "") {
        rules +=
            mapOf(
                "apiGroups" to listOf(group),
                "resources" to on.split(',').map { it.trim() },
                "verbs" to verbs.toList(),
            )
    }

    /** The rights of a ClusterRole that exists, such as view, edit or admin: `role("edit")`. */
    public fun role(name: String) {
        role = name
    }

    /** A service account of this namespace or another: `account("api")`. */
    public fun account(name: String, namespace: String = "") {
        subjects += tree("kind" to "ServiceAccount", "name" to name, "namespace" to namespace)
    }

    /** A group of users, as the authentication of the cluster names it: `group("platform")`. */
    public fun group(name: String) {
        subjects += mapOf("kind" to "Group", "name" to name, "apiGroup" to GROUP)
    }

    /** A user, as the authentication of the cluster names it: `user("anna@example.org")`. */
    public fun user(name: String) {
        subjects += mapOf("kind" to "User", "name" to name, "apiGroup" to GROUP)
    }

    internal companion object {
        const val GROUP = "rbac.authorization.k8s.io"
    }
}

/**
 * Rights in this namespace, or everywhere, and who has them.
 *
 * ```
 * kube {
 *     context = "home"
 *     rbac("readers") { allow("get", "list", "watch", on = "pods, services"); account("api"); group("platform") }
 * }
 * ```
 */
public fun KubeContent.rbac(name: String, block: RbacBlock.() -> Unit): KubePart {
    val origin = Origins.here()
    val said = RbacBlock().apply(block)
    val scope = if (said.everywhere) "Cluster" else ""
    val version = "${RbacBlock.GROUP}/v1"
    if (said.role.isEmpty() == said.rules.isEmpty() || said.subjects.isEmpty()) {
        CurrentScript.cluster().problem(
            "incomplete rights '$name'",
            "they are a role or rules, and who has them",
            "add role(\"view\") or allow(...), and account(...), group(...) or user(...)",
            origin,
        )
    }
    val subjects = said.subjects.map {
        if (it["kind"] == "ServiceAccount" &&
            "namespace" !in it
        ) {
            it + ("namespace" to within.ifEmpty { "default" })
        } else {
            it
        }
    }
    val own = said.role.isEmpty()
    if (own) {
        declare(
            version,
            "${scope}Role",
            name,
            said,
            mapOf("rules" to said.rules),
            origin = origin,
            isClusterWide = said.everywhere,
        )
    }
    val role = mapOf(
        "apiGroup" to RbacBlock.GROUP,
        "kind" to if (own) "${scope}Role" else "ClusterRole",
        "name" to said.role.ifEmpty { name },
    )
    val binding = mapOf("roleRef" to role, "subjects" to subjects)
    return declare(
        version,
        "${scope}RoleBinding",
        name,
        said,
        binding,
        origin = origin,
        isClusterWide = said.everywhere,
    )
}
