package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Failure
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import kotlinx.coroutines.async
import kotlinx.coroutines.selects.select
import java.net.URI

/** The input that says over which machines, by node, a change can be undone. */
internal const val GUARD = "guard"

private fun hosts(inputs: Fields): Map<String, Fields> =
    (inputs.get(GUARD) as? Fields ?: Fields.NONE).entries().associate { it.key to it.value as Fields }

/**
 * Does something that can cut off its own way to the host. The host puts it back by itself unless it is reached again over
 * new connections, by its API and over SSH. Where no host is declared for the node, it is simply done.
 */
internal suspend fun <T> Api.guarded(inputs: Fields, what: Guarded, node: String, block: suspend () -> T): T {
    val hosts = hosts(inputs)
    val host = (if (what == Guarded.CLUSTER) hosts.values.firstOrNull() else hosts[node])
        ?.takeIf { cluster.guards.canReach } ?: return block()
    val name = host.text("name")
    cluster.guards.arm(host, what, ticket)
    val until = cluster.timer.nanos() + Guards.SECONDS * NANOS
    val done = within(Guards.SECONDS, block)
    for (pause in if (done.isSuccess) what.pauses else listOf(0L) + what.pauses) {
        cluster.rest(pause)
        if (isReached(what, node) && cluster.guards.reaches(host, ticket)) {
            val isConfirmed = cluster.guards.confirm(host, what, ticket) ?: continue
            if (isConfirmed) {
                return done.getOrThrow()
            }
            break
        }
    }
    // Whatever it was, it is put back: nothing is to be concluded before that.
    cluster.rest(maxOf(0L, (until - cluster.timer.nanos()) / MILLIS) + GRACE)
    val said = "after the change this machine could not reach $name any more, so $name has put ${what.path} back"
    val fix = "correct what cuts you off, such as a missing management(\"...\") or a wrong port, and run again"
    throw done.exceptionOrNull()?.let { Failure.Rejected(said, fix, it) } ?: Failure.Rejected(said, fix)
}

/** What comes of it, unless the host puts it back before: who is cut off may wait for an answer for long. */
private suspend fun <T> Api.within(seconds: Long, block: suspend () -> T): Result<T> {
    val working = Api.WORK.async { runCatching { block() } }
    val waiting = Api.WORK.async { cluster.rest(seconds * NANOS / MILLIS) }
    val done = select<Result<T>> {
        working.onAwait { it }
        waiting.onAwait {
            Result.failure(Failure.Transient("there was no answer for $seconds s", "see to the network"))
        }
    }
    working.cancel()
    waiting.cancel()
    return done
}

/**
 * Switches the firewall of the cluster on for a minute, as Proxmox VE itself offers, and for good only when its nodes are
 * reached again. Otherwise all nodes switch it off by themselves.
 */
internal suspend fun Api.tried(inputs: Fields, path: String, options: Map<String, String>, form: FormParameters) {
    put("", path, form + (options + ("enable" to "2")))
    val since = cluster.timer.nanos()
    for (pause in Guarded.CLUSTER.pauses) {
        cluster.rest(pause)
        val isReached =
            isReached(Guarded.CLUSTER, "") && hosts(inputs).values.all { cluster.guards.reaches(it, ticket) }
        if (isReached && cluster.timer.nanos() - since < TRIAL * NANOS) {
            put("", path, FormParameters.of("enable" to "1"))
            return
        }
    }
    cluster.rest(maxOf(0L, MINUTE * NANOS - (cluster.timer.nanos() - since)) / MILLIS + GRACE)
    throw Failure.Rejected(
        "with its firewall on, '${connection.name}' could not be reached any more, so it is off again by itself",
        "let in whoever manages the hosts, such as with management(\"10.0.3.0/24\"), and run again",
    )
}

private suspend fun Api.isReached(what: Guarded, node: String): Boolean {
    val nodes = if (what == Guarded.CLUSTER) connection.ends else setOf(connection.of(node))
    return nodes.all { cluster.wire.reaches(it) }
}

/** Says before anything is done how a change that can cut off its own way is undone, or that it is not. */
internal fun Api.guards(steps: List<PlannedStep>, what: Guarded) {
    for (step in steps) {
        val inputs = step.inputs()
        val node = inputs.text("node").ifEmpty { "'${connection.name}'" }
        val thing = if (what == Guarded.NETWORK) "network" else "firewall"
        val hosts = hosts(inputs)
        val host = if (what == Guarded.CLUSTER) hosts.values.firstOrNull() else hosts[inputs.text("node")]
        if (what == Guarded.CLUSTER && step.act() == Operation.CREATE) {
            ticket.say("the firewall of $node is on for a minute, and stays on only if the nodes are reached again")
        } else if (host != null) {
            ticket.say(
                "${host.text("name")} puts the $thing of $node back by itself after ${Guards.SECONDS} s unless it is " +
                    "reached again (slipway-guard-${what.word}.timer)",
            )
        } else {
            ticket.say(
                "the change of the $thing of $node is not guarded: if it cuts you off, only the console of the host " +
                    "helps; declare the host over SSH, with node(\"...\") { host = ... }",
            )
        }
    }
}

/** Every place where the API of the cluster answers. */
private val Connection.ends: Set<URI>
    get() = setOf(endpoint) + (inputs.get("nodes") as? Fields ?: Fields.NONE).names().map { of(it) }

private const val TRIAL = 55L
private const val MINUTE = 60L
private const val NANOS = 1_000_000_000L
private const val MILLIS = 1_000_000L
private const val GRACE = 15_000L
