package dev.slipway.proxmox

import dev.slipway.provide.Failure

private const val PAUSE = 1_000L
private const val LOOKS = 900

/**
 * Waits until HA has done what it was told. Whoever starts, stops or moves a guest that HA keeps alive only tells HA; the
 * task is over at once, and HA acts some time later.
 */
internal suspend fun Api.followed(task: Upid) {
    val isSo: suspend () -> Boolean = when (task.kind) {
        "hastart" -> ({ status(task) == "running" })
        "hastop", "hashutdown" -> ({ status(task) == "stopped" })
        "hamigrate" -> ({ row(task).text("node") != task.node })
        else -> return
    }
    repeat(LOOKS) {
        if (isSo()) {
            return
        }
        if (ticket.cancelled()) {
            throw Failure.InDoubt(
                "cancelled while HA sees to the guest ${task.about}",
                "run again to see what came of it",
            )
        }
        cluster.rest(PAUSE)
    }
    throw Failure.Rejected(
        "HA was told to do ${task.kind} for the guest ${task.about}, and has not done it for ${LOOKS / 60} minutes",
        "see what 'ha-manager status' says on a host",
    )
}

private suspend fun Api.row(task: Upid) = guests().firstOrNull { it.text("vmid") == task.about }

/** Asked of the guest itself: the list may be some seconds behind. */
private suspend fun Api.status(task: Upid): String {
    val node = row(task).text("node")
    return if (node.isEmpty()) "" else find(node, path(node, task.about.toLong(), "status", "current")).text("status")
}
