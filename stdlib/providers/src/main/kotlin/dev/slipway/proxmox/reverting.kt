package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Failure
import dev.slipway.ssh.RevertTimer
import kotlinx.coroutines.async
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.withLock
import java.net.URI
import java.util.Optional

/** The input that says over which machines, by node, a change can be undone. */
internal const val GUARD = "guard"

internal fun hosts(inputs: Fields): Map<String, Fields> =
    (inputs.get(GUARD) as? Fields ?: Fields.NONE).entries().associate { it.key to it.value as Fields }

/** The machine that puts a change back; nothing where none is declared, or there is no way to it. */
private fun Api.machine(inputs: Fields, what: Guarded, node: String): Fields? {
    val hosts = hosts(inputs)
    return (if (what == Guarded.CLUSTER) hosts.values.firstOrNull() else hosts[node])
        ?.takeIf { cluster.revert != null }
}

/**
 * Does something that can cut off its own way to the host. The host puts it back by itself unless it is reached again over
 * new connections, by its API and over SSH. Where no host is declared for the node, it is simply done.
 */
internal suspend fun <T> Api.guarded(inputs: Fields, what: Guarded, node: String, block: suspend () -> T): T =
    cluster.turn("${what.path} $node").withLock {
        val host = machine(inputs, what, node)
        val revert = cluster.revert
        if (host == null || revert == null) block() else Guard(this, revert, host, what, node).around(block)
    }

/** One change that is under guard. */
private class Guard(
    private val api: Api,
    private val revert: RevertTimer,
    private val host: Fields,
    private val what: Guarded,
    private val node: String,
) {
    private val name = host.text("name")
    private val timer = api.cluster.timer
    private var until = 0L

    suspend fun <T> around(block: suspend () -> T): T {
        if (!arm().isPresent) {
            throw Failure.Rejected(
                "$name has no systemd, so that nothing there could undo the change",
                "install systemd on it, or remove host from the node",
            )
        }
        val done = within(block)
        for (pause in if (done.isSuccess) what.pauses else listOf(0L) + what.pauses) {
            api.cluster.rest(pause)
            if (isReached()) {
                val isConfirmed = revert.confirm(host, what.revert, api.ticket).orElse(null) ?: continue
                if (isConfirmed) {
                    return done.getOrThrow()
                }
                break
            }
        }
        undone()
        val said = "after the change this machine could not reach $name any more, so $name has put ${what.path} back"
        val fix = "correct what cuts you off, such as a missing management(\"...\") or a wrong port, and run again"
        throw done.exceptionOrNull()?.let { Failure.Rejected(said, fix, it) } ?: Failure.Rejected(said, fix)
    }

    private fun arm(): Optional<List<String>> = revert.arm(host, what.revert, api.ticket).also {
        until = timer.nanos() + RevertTimer.SECONDS * NANOS
    }

    private suspend fun isReached() = api.isReached(what, node) && revert.reaches(host, api.ticket)

    /**
     * What comes of it. As long as the host is reached over new connections the timer begins again, so that a change may
     * take longer than it; who is cut off waits no longer than the host does.
     */
    private suspend fun <T> within(block: suspend () -> T): Result<T> {
        val working = Api.WORK.async { runCatching { block() } }
        while (true) {
            val waiting = Api.WORK.async { api.cluster.rest(minOf(AGAIN, maxOf(0L, left()))) }
            val done = select<Result<T>?> {
                working.onAwait { it }
                waiting.onAwait { null }
            }
            waiting.cancel()
            if (done != null) {
                return done
            } else if (left() <= 0L) {
                working.cancel()
                val cut = "it was not reached any more for ${RevertTimer.SECONDS} s"
                return Result.failure(Failure.Transient(cut, "see to the network"))
            }
            try {
                if (isReached()) arm()
            } catch (_: Failure) {
                continue // it was cut off just now, or has put it back already
            }
        }
    }

    private fun left() = (until - timer.nanos()) / MILLIS

    /** Whatever it was, it is put back: nothing is to be concluded before that. */
    private suspend fun undone() {
        api.cluster.rest(maxOf(0L, left()) + GRACE)
        repeat(LOOKS) {
            if (isReached()) return
            api.cluster.rest(GRACE)
        }
    }
}

/** Changes what rules of all firewalls can name, while the firewall of the cluster is on; nothing is in force before. */
internal suspend fun <T> Api.guardedNames(inputs: Fields, isNew: Boolean, block: suspend () -> T): T =
    if ((isNew && inputs.text("name") !in FirewallPlace.KNOWN) || isFirewallOff()) {
        cluster.turn("${Guarded.CLUSTER.path} ").withLock { block() }
    } else {
        guarded(inputs, Guarded.CLUSTER, "", block)
    }

/** While the firewall of the cluster is off nothing is in force; it is tried when it is switched on. */
internal suspend fun Api.isFirewallOff() = try {
    get("", "/cluster/firewall/options").whole("enable") == 0L
} catch (_: Failure.Rejected) {
    false // who may not see it cannot tell
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
        val isReached = isReached(Guarded.CLUSTER, "") &&
            hosts(inputs).values.all { cluster.revert?.reaches(it, ticket) ?: true }
        if (isReached && cluster.timer.nanos() - since < TRIAL * NANOS) {
            put("", path, FormParameters.of("enable" to "1"))
            return
        }
    }
    cluster.rest(maxOf(0L, MINUTE * NANOS - (cluster.timer.nanos() - since)) / MILLIS + GRACE)
    throw Failure.Rejected(
        "with its firewall on, '${connection.name}' could not be reached any more, so it is off again by itself",
        "allow the network from which the hosts are managed, such as management(\"10.0.3.0/24\"), and run again",
    )
}

private suspend fun Api.isReached(what: Guarded, node: String): Boolean {
    val nodes = if (what == Guarded.CLUSTER) connection.ends else setOf(connection.of(node))
    return nodes.all { cluster.wire.reaches(it) }
}

/** Every place where the API of the cluster answers. */
private val Connection.ends: Set<URI>
    get() = setOf(endpoint) + (inputs.get("nodes") as? Fields ?: Fields.NONE).names().map { of(it) }

private const val TRIAL = 55L
private const val MINUTE = 60L
private const val NANOS = 1_000_000_000L
private const val MILLIS = 1_000_000L
private const val GRACE = 15_000L

/** How often the host is asked whether it is still reached while a change is under way. */
private const val AGAIN = 30_000L
private const val LOOKS = 4
