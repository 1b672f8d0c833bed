package dev.slipway.proxmox

import dev.slipway.provide.Failure
import dev.slipway.work.Timer
import java.io.IOException
import java.io.InterruptedIOException
import java.net.ConnectException
import java.net.NoRouteToHostException
import java.util.concurrent.atomic.AtomicLong

/** That a host could not be reached, or said nothing in time: nothing was changed there. */
internal class Unreached(val failure: Failure.Transient, val refused: Boolean) : RuntimeException(failure) {
    companion object {
        /** Whether nobody answered; a connection that broke is another matter. */
        fun isSilence(error: IOException): Boolean = causes(error).any { it is InterruptedIOException }

        fun isRefusal(error: IOException): Boolean = !isSilence(error) &&
            causes(error).any { it is ConnectException || it is NoRouteToHostException }

        private fun causes(error: IOException) = generateSequence<Throwable>(error) { it.cause }
    }
}

/**
 * Whether one host of the API can be reached. All who ask it share this, so that a host that is down is waited for once
 * and not by each resource on it.
 */
internal class Reach(private val timer: Timer) {
    private class Down(val what: String, val fix: String, val at: Long)

    private val told = AtomicLong(timer.nanos() - MOMENT)

    @Volatile
    private var hasAnswered = false

    @Volatile
    private var down: Down? = null

    fun answered() {
        hasAnswered = true
        down = null
    }

    /** Fails where it was found to be down a moment ago. */
    fun check() {
        down?.takeIf { timer.nanos() - it.at < KNOWN }?.let { throw Failure.Rejected(it.what, it.fix) }
    }

    /** How long to wait before each other attempt: a host that has answered before is most likely starting again. */
    fun pauses(why: Unreached): List<Long> = when {
        !why.refused -> if (hasAnswered) listOf(1_000L, 4_000L) else listOf(1_000L)
        hasAnswered -> Api.PAUSES.dropLast(1)
        else -> listOf(250L, 500L, 1_000L, 2_000L)
    }

    /** The same failure for good: trying again at another place would only multiply the attempts. */
    fun gaveUp(why: Unreached, tries: Int): Failure.Rejected {
        val what = "${why.failure.message}, tried $tries times"
        down = Down(what, why.failure.fix(), timer.nanos())
        return Failure.Rejected(what, why.failure.fix())
    }

    /** Whether to say that it is tried again: once for all who wait. */
    fun isNews(): Boolean {
        val now = timer.nanos()
        val last = told.get()
        return now - last >= MOMENT && told.compareAndSet(last, now)
    }

    private companion object {
        const val KNOWN = 30_000_000_000L
        const val MOMENT = 200_000_000L
    }
}
