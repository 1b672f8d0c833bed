package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Origin

/** Configures a volume claim. */
public class VolumeClaimBlock internal constructor() : KubeObjectBlock() {
    /** How much, required: `size = 10.GiB`. */
    public var size: Size? = null

    /** The storage class: `storageClass = "ceph-block"`. Without it the default one of the cluster. */
    public var storageClass: String = ""

    /** Who may mount it: `access = "ReadWriteMany"`. The default is `ReadWriteOnce`, pods of one node. */
    public var access: String = "ReadWriteOnce"
}

/** Storage for pods; data, and protected: `kube { context = "home"; volumeClaim("data") { size = 10.GiB } }`. */
public fun KubeContent.volumeClaim(name: String, block: VolumeClaimBlock.() -> Unit): KubePart =
    volumeClaim(name, Origins.here(), VolumeClaimBlock().apply(block))

internal fun KubeContent.volumeClaim(name: String, origin: Origin, said: VolumeClaimBlock): KubePart {
    val size = said.size
    if (size == null) {
        CurrentScript.cluster().problem(
            "no size for the volume claim '$name'",
            "it says how much",
            "add size = 10.GiB",
            origin,
        )
    }
    val spec = mapOf("spec" to claimSpec(size ?: 0.bytes, said.storageClass, said.access))
    return declare("v1", "PersistentVolumeClaim", name, said, spec, origin = origin)
}

internal fun claimSpec(size: Size, storageClass: String, access: String): Map<String, Any> = tree(
    "accessModes" to listOf(access),
    "resources" to mapOf("requests" to mapOf("storage" to size.quantity())),
    "storageClassName" to storageClass,
)
