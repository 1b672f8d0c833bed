package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.coroutines.sync.withLock
import kotlinx.serialization.json.JsonObject

/** All guests of the cluster that we may see, in one answer. */
internal suspend fun Api.guests(): List<JsonObject> {
    val rows = get("", "/cluster/resources", Form.of("type" to "vm")).rows()
    if (rows.isEmpty()) {
        opened()
    }
    return rows.also(cluster.lately::keep)
}

/** The same, as it was a moment ago: good enough where a mistake is refused by the cluster anyway. */
internal suspend fun Api.lately(): List<JsonObject> = cluster.lately.rows() ?: cluster.lately.asking.withLock {
    cluster.lately.rows() ?: guests()
}

/** Whoever may see no machine is shown an empty list, and would take every number for free. */
private suspend fun Api.opened() = cluster.lately.opening.withLock {
    if (!cluster.lately.isOpen) {
        val granted = get("", "/access/permissions") as? JsonObject
        if (granted.orEmpty().values.none { it.truth("VM.Audit") }) {
            throw Failure.Rejected(
                "${connection.name} shows us no machines: we may not see any",
                "grant VM.Audit on /vms, or on the pool, to the user and to the token",
            )
        }
        cluster.lately.isOpen = true
    }
}
