package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript

/** Configures a Secret of Kubernetes. */
public class SecretObjectBlock internal constructor() : KubeObjectBlock() {
    private val data = linkedMapOf<String, Any>()

    /** Its type: `type = "kubernetes.io/tls"`. By default it is opaque. */
    public var type: String = ""

    /** A value by name: `value("password", secret("DB_PASSWORD"))`. It is shown nowhere, and compared by its digest. */
    public fun value(name: String, value: Secret) {
        data[name] = value
    }

    /** A value that a task makes: `value("url", text("postgres://app:", secret("DB_PASSWORD"), "@db/app"))`. */
    public fun value(name: String, value: Output<String>) {
        data[name] = value
    }

    internal fun data(): Map<String, Any> = data
}

/**
 * Secret values that pods read.
 *
 * ```
 * kube { context = "home"; secretObject("db") { value("password", secret("DB_PASSWORD")) } }
 * ```
 */
public fun KubeContent.secretObject(name: String, block: SecretObjectBlock.() -> Unit): KubePart {
    val said = SecretObjectBlock().apply(block)
    if (said.data().isEmpty()) {
        CurrentScript.cluster().problem(
            "the Secret '$name' is empty",
            "it has no value",
            "add value(\"key\", secret(\"NAME\"))",
        )
    }
    return declare("v1", "Secret", name, said, tree("type" to said.type, "stringData" to said.data()))
}
