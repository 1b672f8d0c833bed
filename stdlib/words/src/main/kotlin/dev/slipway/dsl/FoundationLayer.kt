package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/**
 * Something that all else of a cluster stands on: networks first, then Ceph, which needs them, then storages, which may lie
 * on Ceph.
 */
internal class FoundationLayer(val rank: Int, val key: TaskKey, val lower: (Value, Lowering) -> Unit) {
    companion object {
        const val NETWORKS = 0
        const val CEPH = 1
        const val STORAGES = 2
    }
}
