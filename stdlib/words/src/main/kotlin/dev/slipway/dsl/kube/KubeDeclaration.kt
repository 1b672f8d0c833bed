package dev.slipway.dsl

import dev.slipway.model.Origin
import dev.slipway.model.TaskOptions
import kotlin.time.Duration

/** An object that a script declares, as its words or its manifest say it. */
internal class KubeDeclaration(
    val apiVersion: String,
    val kind: String,
    val namespace: String,
    val name: String,
    val fields: Map<String, Any?>,
    val rules: TaskOptions,
    val origin: Origin,
    val wait: Wait? = null,
    val isForced: Boolean = false,
) {
    /** Until when it is waited for, and for which conditions beyond the usual ones of its kind. */
    class Wait(val patience: Duration, val conditions: Map<String, String>)

    val group get() = apiVersion.substringBefore('/', "")

    /** Whether its kind needs no group to be known by. */
    val isBuiltIn get() = group.isEmpty() || '.' !in group || group.endsWith(".k8s.io")

    /** Its labels and annotations and all else, as a manifest would have it. */
    fun field(name: String): Map<*, *> = fields[name] as? Map<*, *> ?: mapOf<Any, Any>()
}
