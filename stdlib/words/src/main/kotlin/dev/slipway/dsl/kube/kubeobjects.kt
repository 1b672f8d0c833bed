package dev.slipway.dsl

import dev.slipway.evaluate.Origins
import dev.slipway.model.Origin
import kotlin.time.Duration

/** Declares an object where words say what it is. */
internal fun KubeContent.declare(
    apiVersion: String,
    kind: String,
    name: String,
    said: KubeObjectBlock,
    fields: Map<String, Any>,
    usual: Duration? = null,
    origin: Origin = Origins.here(),
    isClusterWide: Boolean = false,
): KubePart {
    val metadata = said.metadata()
    val namespace = if (isClusterWide) "" else within
    val all = if (metadata.isEmpty()) fields else fields + ("metadata" to metadata)
    return objects.add(
        KubeDeclaration(
            apiVersion, kind, namespace, name, all, said.rules(), origin,
            said.wait(
                usual,
            ),
            said.force,
        ),
    )
}

/** An amount as Kubernetes writes it: 256Mi. */
internal fun Size.quantity(): String {
    val units = listOf("Ti" to 40, "Gi" to 30, "Mi" to 20, "Ki" to 10)
    val unit = units.firstOrNull { (_, bits) -> bytes != 0L && bytes % (1L shl bits) == 0L }
    return unit?.let { (name, bits) -> "${bytes shr bits}$name" } ?: "$bytes"
}
