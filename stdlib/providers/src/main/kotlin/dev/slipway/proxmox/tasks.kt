package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.coroutines.future.await
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlin.random.Random

/** Waits for the task that an answer names, whose name is journaled before; an answer may also name none. */
internal suspend fun Api.done(answer: JsonElement?) {
    val task = Upid.of(answer.alone()) ?: return
    ticket.handle(task.text).await()
    val end = end(task)
    if (!isGood(end)) {
        throw Failures.of(task, end)
    }
    followed(task)
}

/** Begins a task and waits for it; one that ended because somebody held a lock is begun again. */
internal suspend fun Api.carried(begin: suspend () -> JsonElement?) {
    for (pause in Api.PAUSES) {
        val answer = begin()
        try {
            return done(answer)
        } catch (passing: Failure.Transient) {
            if (pause == 0L || ticket.cancelled()) {
                throw passing
            }
            rest(pause + Random.nextLong(pause))
        }
    }
}

internal fun isGood(end: String): Boolean = end == "OK" || end.startsWith("WARNINGS")

/** How a task ended. It is never begun again: once it has a name, its end is waited for. */
internal suspend fun Api.end(task: Upid): String {
    val path = FormParameters.path("nodes", task.node, "tasks", task.text, "status")
    val wait = cluster.waits.of(task.kind)
    var misses = 0
    for (pause in wait.pauses()) {
        rest(pause)
        if (ticket.cancelled()) {
            throw Failure.InDoubt(
                "the task ${task.text} still runs on ${task.node}",
                "see its log there: pvesh get ${path.removeSuffix("/status")}/log; run again to await its end",
            )
        }
        val status = find(task.node, path)
        if (status == null && ++misses > MISSES) {
            return "there is no such task any more"
        } else if (status.text("status") == "stopped") {
            val end = status.text("exitstatus")
            if (isGood(end)) wait.over()
            cluster.answers.forget()
            return if (end == "unexpected status") {
                throw Failure.InDoubt(
                    "the worker of ${task.kind} on ${task.node} died",
                    "run again, to see what came of it",
                )
            } else {
                end
            }
        }
    }
    error("waiting has no end")
}

private const val MISSES = 3

/**
 * Waits for the tasks that may make a guest and still run, begun by whoever: after a lost answer, ours may be among them. A
 * copy is a task of what it is a copy of.
 */
internal suspend fun Api.settled(wanted: VmSpec, vmid: Long?, rows: List<JsonObject>) {
    val source = rows.firstOrNull { it.whole("vmid") == wanted.copyOf }
    if (source != null) {
        active(source.text("node"), "vmid" to source.whole("vmid"))
    }
    active(wanted.node, if (vmid == null) "typefilter" to "qmcreate" else "vmid" to vmid)
}

/** Waits for the tasks of a node that still run, begun by whoever. */
internal suspend fun Api.active(node: String, which: Pair<String, Any>): Unit =
    get(node, FormParameters.path("nodes", node, "tasks"), FormParameters.of(which, "source" to "active"))
        .rows()
        .mapNotNull { Upid.of(it.text("upid")) }
        .forEach { end(it) }
