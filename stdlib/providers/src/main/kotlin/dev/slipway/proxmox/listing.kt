package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.coroutines.sync.withLock
import kotlinx.serialization.json.JsonObject

/** All guests of the cluster that we may see, in one answer. */
internal suspend fun Api.guests(): List<JsonObject> {
    val rows = shown()
    if (rows.isEmpty() && !maySee()) {
        throw Failure.Rejected(
            "${connection.name} shows us no machines: we may not see any",
            "grant VM.Audit on /vms, or on the pool, to the user and to the token",
        )
    }
    return rows.also(cluster.lately::keep)
}

/** The same, as it was a moment ago: good enough where a mistake is refused by the cluster anyway. */
internal suspend fun Api.lately(): List<JsonObject> = cluster.lately.rows() ?: cluster.lately.asking.withLock {
    cluster.lately.rows() ?: guests()
}

/** The same for a look before anything is done, when it is told with all else that we may not do: nothing, to who is blind. */
internal suspend fun Api.glimpsed(): List<JsonObject> = cluster.lately.rows() ?: cluster.lately.asking.withLock {
    cluster.lately.rows() ?: shown().also { if (it.isNotEmpty() || maySee()) cluster.lately.keep(it) }
}

private suspend fun Api.shown() = get("", "/cluster/resources", FormParameters.of("type" to "vm")).rows()

/** Whoever may see no machine is shown an empty list, and would take every number for free. */
private suspend fun Api.maySee(): Boolean = cluster.lately.opening.withLock {
    if (!cluster.lately.isOpen) {
        val granted = get("", "/access/permissions") as? JsonObject
        cluster.lately.isOpen = granted.orEmpty().values.any { it.truth("VM.Audit") }
    }
    cluster.lately.isOpen
}
