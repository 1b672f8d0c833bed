package dev.slipway.proxmox

import dev.slipway.work.Timer
import java.util.concurrent.ConcurrentHashMap

/**
 * When to ask for a task. Those of one kind take about as long each time, so nobody asks before the shortest of them would
 * be over, and often from then on: few questions, and little time lost.
 */
internal class TaskPolling(private val timer: Timer) {
    private val shortest = ConcurrentHashMap<String, Long>()

    fun of(kind: String) = Wait(kind)

    inner class Wait(private val kind: String) {
        private val began = timer.nanos()

        /** Milliseconds there: between now and the first question, and between two questions. */
        fun pauses(): Sequence<Long> {
            val first = (shortest[kind] ?: 0) * 97 / 100
            return sequenceOf(first) + List(10) { SHORT } + List(30) { 4 * SHORT } + generateSequence { 10 * SHORT }
        }

        /** It ended well, just now. */
        fun over() {
            val took = (timer.nanos() - began) / NANOS
            shortest.merge(kind, took, ::minOf)
        }
    }

    private companion object {
        const val SHORT = 500L
        const val NANOS = 1_000_000L
    }
}
