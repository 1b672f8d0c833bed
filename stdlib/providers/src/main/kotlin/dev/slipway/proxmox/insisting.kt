package dev.slipway.proxmox

import dev.slipway.provide.Failure

/**
 * Does something that looks first at what is there, and leaves out what is done. When an answer was lost, it looks again as
 * soon as nobody is at it any more, instead of leaving a half to the next run.
 */
internal suspend fun <T> Api.insisting(settle: suspend () -> Unit, deed: suspend () -> T): T =
    repeated({ it is Failure.InDoubt || isAway(it) }, settle, deed)

/** Does something to a guest that looks first at where it is; HA and people may move it meanwhile. */
internal suspend fun <T> Api.chasing(deed: suspend () -> T): T = repeated(::isAway, {}, deed)

private suspend fun <T> Api.repeated(
    isPassing: (Failure) -> Boolean,
    settle: suspend () -> Unit,
    deed: suspend () -> T,
): T {
    repeat(TIMES) {
        try {
            return deed()
        } catch (failure: Failure) {
            if (ticket.cancelled() || !isPassing(failure)) {
                throw failure
            }
            cluster.rest(PAUSE)
            settle()
        }
    }
    return deed()
}

private fun isAway(failure: Failure) = failure is Failure.Rejected && AWAY.containsMatchIn(failure.message)

private val AWAY = Regex(
    "Configuration file 'nodes/.*/qemu-server/.*' does not exist|unable to find configuration file for VM \\d+ on node",
)
private const val TIMES = 4
private const val PAUSE = 1_000L
