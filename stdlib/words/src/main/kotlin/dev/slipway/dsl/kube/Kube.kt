package dev.slipway.dsl

import dev.slipway.evaluate.Origins

/** A cluster of Kubernetes that was declared. */
public class Kube internal constructor(internal val said: KubeBlock)

/**
 * A cluster of Kubernetes, 1.33 or newer, reached by a kubeconfig; and what is to be in it.
 *
 * ```
 * kube {
 *     kubeconfig = "kubeconfig"; context = "home"
 *     namespace("web") {
 *         podSecurity = restricted
 *         configMap("settings") { value("color", "blue") }
 *     }
 *     manifest(readFile("crds.yaml"))
 * }
 * ```
 */
public fun kube(name: String = "kube", block: KubeBlock.() -> Unit): Kube {
    val origin = Origins.here()
    val said = KubeBlock(name, origin).apply(block)
    said.declare()
    return Kube(said)
}
