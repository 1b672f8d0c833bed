package dev.slipway.proxmox

import dev.slipway.provide.Failure

/**
 * Does something that looks first at what is there, and leaves out what is done. When an answer was lost, it looks again as
 * soon as nobody is at it any more, instead of leaving a half to the next run.
 */
internal suspend fun <T> Api.insisting(settle: suspend () -> Unit, deed: suspend () -> T): T {
    repeat(TIMES) {
        try {
            return deed()
        } catch (lost: Failure.InDoubt) {
            if (ticket.cancelled()) {
                throw lost
            }
            cluster.rest(PAUSE)
            settle()
        }
    }
    return deed()
}

private const val TIMES = 4
private const val PAUSE = 1_000L
