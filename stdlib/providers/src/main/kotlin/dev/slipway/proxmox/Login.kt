package dev.slipway.proxmox

import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.work.Timer
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.net.URI
import java.time.Duration

/** Who we are: a token, which is sent with each request, or a ticket for a password, renewed before it expires. */
internal class Login(private val connection: Connection, private val wire: HttpTransport, private val timer: Timer) {
    private class Pass(val ticket: String, val csrf: String, val since: Long)

    private val renewing = Mutex()
    private var pass: Pass? = null

    val isRenewable get() = connection.token == null

    suspend fun headers(at: URI, reads: Boolean, ticket: CallContext): Map<String, String> {
        val token = connection.token
        if (token != null) {
            return mapOf("Authorization" to "PVEAPIToken=" + ticket.reveal(token))
        }
        val now = current(at, ticket)
        val cookie = COOKIE to cookie(now)
        return if (reads) mapOf(cookie) else mapOf(cookie, "CSRFPreventionToken" to now.csrf)
    }

    /** The next request logs in anew, unless somebody has since these were refused. */
    suspend fun forget(refused: Map<String, String>): Unit = renewing.withLock {
        if (pass?.let(::cookie) == refused[COOKIE]) pass = null
    }

    private fun cookie(of: Pass) = "PVEAuthCookie=" + FormParameters.encoded(of.ticket)

    private suspend fun current(at: URI, ticket: CallContext): Pass = renewing.withLock {
        val known = pass?.takeIf { timer.nanos() - it.since < VALID }
        known ?: entered(at, ticket).also { pass = it }
    }

    private suspend fun entered(at: URI, ticket: CallContext): Pass {
        val secret = connection.password
            ?: throw Failure.Rejected("${connection.name} has no token and no password", "give one of them")
        // A ticket that is about to expire could be sent instead; the password is at hand and never too old.
        val form = FormParameters.of("username" to connection.user, "password" to ticket.reveal(secret))
        val answer = wire.send(at, "POST", "/access/ticket", form)
        val asked = "log in as ${connection.user}"
        if (!answer.isGood) {
            throw Failures(connection).of(answer, asked, reads = true)
        }
        val given = answer.data
        if (given.truth("NeedTFA")) {
            throw Failure.Rejected("${connection.user} needs a second factor", "use a token")
        }
        return Pass(given.text("ticket"), given.text("CSRFPreventionToken"), timer.nanos())
    }

    private companion object {
        const val COOKIE = "Cookie"

        /** Tickets last two hours. */
        val VALID: Long = Duration.ofMinutes(100).toNanos()
    }
}
