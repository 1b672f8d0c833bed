package dev.slipway.dsl

import kotlin.time.Duration

/** Configures objects of Kubernetes: labels, whether they are waited for, and what happens to fields of others. */
@SlipwayDsl
public open class KubeObjectBlock internal constructor() : EffectBlock("kube.object") {
    private val labels = linkedMapOf<String, String>()
    private val annotations = linkedMapOf<String, String>()
    private val conditions = linkedMapOf<String, String>()

    /** Takes over fields that another field manager holds with other values: `force = true`. */
    public var force: Boolean = false

    /** Waits until it is ready, by the rules of its kind, for at most this long: `ready = 5.minutes`. */
    public var ready: Duration? = null

    /** A label: `label("team", "platform")`. */
    public fun label(name: String, value: String) {
        labels[name] = value
    }

    /** An annotation: `annotation("example.org/owner", "platform")`. */
    public fun annotation(name: String, value: String) {
        annotations[name] = value
    }

    /** A condition to wait for, instead of the usual one of its kind: `condition("Synced")`. It needs `ready`. */
    public fun condition(type: String, status: String = "True") {
        conditions[type] = status
    }

    internal fun metadata(more: Map<String, Any> = mapOf()): Map<String, Any> =
        tree("labels" to labels.toMap(), "annotations" to annotations.toMap()).over(more)

    internal fun wait(usual: Duration? = null): KubeDeclaration.Wait? =
        (ready ?: usual)?.takeIf { it.isPositive() }?.let { KubeDeclaration.Wait(it, conditions) }
}
