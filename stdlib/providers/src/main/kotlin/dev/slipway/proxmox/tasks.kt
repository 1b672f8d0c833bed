package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.serialization.json.JsonElement

private val PAUSES = listOf(200L, 500L, 1_000L, 2_000L)
private const val LONGEST = 5_000L

/** Waits for the task that an answer names, whose name is journaled before; an answer may also name none. */
internal suspend fun Api.done(answer: JsonElement?) {
    val task = Upid.of(answer.alone()) ?: return
    ticket.handle(task.text).await()
    val end = end(task)
    if (!isGood(end)) {
        throw Failure.Rejected(
            "the task ${task.kind} on ${task.node} failed: $end",
            Failures.cure(end),
        )
    }
    followed(task)
}

internal fun isGood(end: String): Boolean = end == "OK" || end.startsWith("WARNINGS")

/** How a task ended. It is never begun again: once it has a name, its end is waited for. */
internal suspend fun Api.end(task: Upid): String {
    val path = Form.path("nodes", task.node, "tasks", task.text, "status")
    var misses = 0
    for (pause in PAUSES.asSequence() + generateSequence { LONGEST }) {
        if (ticket.cancelled()) {
            throw Failure.InDoubt("cancelled while ${task.kind} runs on ${task.node}", "run again to await its end")
        }
        val status = find(task.node, path)
        if (status == null && ++misses > MISSES) {
            return "there is no such task any more"
        } else if (status.text("status") == "stopped") {
            val end = status.text("exitstatus")
            return if (end == "unexpected status") {
                throw Failure.InDoubt(
                    "the worker of ${task.kind} on ${task.node} died",
                    "run again, to see what came of it",
                )
            } else {
                end
            }
        }
        delay(pause)
    }
    error("waiting has no end")
}

private const val MISSES = 3

/**
 * Waits for the tasks of a guest that still run, begun by whoever: after a lost answer, ours may be among them. Of a guest
 * whose number nobody knows, for all that make one.
 */
internal suspend fun Api.settled(node: String, vmid: Long?): Unit =
    active(node, if (vmid == null) "typefilter" to "qmcreate" else "vmid" to vmid)

/** Waits for the tasks of a node that still run, begun by whoever. */
internal suspend fun Api.active(node: String, which: Pair<String, Any>): Unit =
    get(node, Form.path("nodes", node, "tasks"), Form.of(which, "source" to "active"))
        .rows()
        .mapNotNull { Upid.of(it.text("upid")) }
        .forEach { end(it) }
