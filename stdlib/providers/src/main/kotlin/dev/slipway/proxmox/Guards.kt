package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.ssh.Connections
import java.util.function.Supplier

/**
 * Timers on hosts that put a file of configuration back unless they are stopped. A host is reached over a connection of its
 * own each time: one that is open already proves nothing.
 */
internal class Guards(private val connections: Supplier<Connections>?) {
    val canReach get() = connections != null

    /** Keeps the file as it is now, and sets the timer. Of a guard that is still set, the file that it keeps stays. */
    fun arm(host: Fields, what: Guarded, ticket: CallContext) {
        val revert = "d=/run/slipway-guard-${what.word}\n${REVERT.format(what.path, what.path)}\n${what.afterwards}"
        val end = run(host, ticket, ARM, listOf(what.word, "$SECONDS", what.path, revert))
        if (end.status != 0) {
            throw Failure.Rejected(
                "${host.text("name")} cannot set the timer that would undo this: ${end.stderr.trim()}",
                "see that systemd-run works there for the user who logs in, or remove host from the node",
            )
        }
    }

    /** Stops the timer; says whether it had not run yet, and nothing where the host could not be asked. */
    fun confirm(host: Fields, what: Guarded, ticket: CallContext): Boolean? = try {
        run(host, ticket, CONFIRM, listOf(what.word)).status == 0
    } catch (_: Failure) {
        null
    }

    /** Whether a new connection comes in. */
    fun reaches(host: Fields, ticket: CallContext): Boolean = try {
        run(host, ticket, "true", listOf()).status == 0
    } catch (_: Failure) {
        false
    }

    private class End(val status: Int, val stderr: String)

    private fun run(host: Fields, ticket: CallContext, script: String, arguments: List<String>): End {
        val own = checkNotNull(connections) { "there is no way to hosts" }.get()
        return own.use { it.on(host, ticket).look(script, arguments).let { end -> End(end.status(), end.stderr()) } }
    }

    companion object {
        /** How long a host waits to be reached again. */
        const val SECONDS = 90L

        private val ARM = """
            set -e
            umask 077
            d="/run/slipway-guard-${'$'}1"
            rm -f "${'$'}d.confirmed"
            if [ -e "${'$'}d/armed" ]; then
              systemctl stop "slipway-guard-${'$'}1.timer" || true
            else
              rm -rf "${'$'}d"
              mkdir -p "${'$'}d"
              if [ -e "${'$'}3" ]; then cat "${'$'}3" > "${'$'}d/before"; fi
            fi
            printf '%s\n' "${'$'}4" > "${'$'}d/revert"
            : > "${'$'}d/armed"
            systemd-run --quiet --collect --unit="slipway-guard-${'$'}1" --on-active="${'$'}{2}s" /bin/sh "${'$'}d/revert"
        """.trimIndent()

        private val REVERT = """
            rm "${'$'}d/armed" || exit 0
            if [ -e "${'$'}d/before" ]; then
              cat "${'$'}d/before" > %s || pve-firewall stop
            else
              rm -f %s
            fi
            rm -rf "${'$'}d"
        """.trimIndent()

        private val CONFIRM = """
            if [ -e "/run/slipway-guard-${'$'}1.confirmed" ]; then exit 0; fi
            rm "/run/slipway-guard-${'$'}1/armed" || exit 3
            : > "/run/slipway-guard-${'$'}1.confirmed"
            systemctl stop "slipway-guard-${'$'}1.timer" || true
            rm -rf "/run/slipway-guard-${'$'}1"
        """.trimIndent()
    }
}

/**
 * What a host can put back by itself.
 *
 * @property pauses milliseconds before each attempt to reach it again: a firewall is in force ten seconds after it changes
 */
internal enum class Guarded(val word: String, val path: String, val pauses: List<Long>, val afterwards: String = "") {
    NETWORK(
        "network",
        "/etc/network/interfaces",
        listOf(2_000L, 15_000L, 45_000L),
        "rm -f /etc/network/interfaces.new\nifreload -a",
    ),
    CLUSTER("cluster", "/etc/pve/firewall/cluster.fw", listOf(12_000L, 18_000L, 20_000L)),
    NODE("node", "/etc/pve/local/host.fw", listOf(12_000L, 18_000L, 20_000L)),
}
