package dev.slipway.proxmox

import dev.slipway.work.Timer
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.serialization.json.JsonElement
import java.util.concurrent.ConcurrentHashMap

/** What many ask at the same moment is asked once. An answer is good for a moment, and until something is changed. */
internal class RequestCoalescer(private val timer: Timer) {
    private class Given(val answer: Deferred<Result<JsonElement?>>, val at: Long)

    private val known = ConcurrentHashMap<String, Given>()

    suspend fun of(question: String, ask: suspend () -> JsonElement?): JsonElement? {
        val given = checkNotNull(
            known.compute(question) { _, there ->
                there?.takeIf { timer.nanos() - it.at < MOMENT }
                    ?: Given(Api.WORK.async(start = CoroutineStart.LAZY) { runCatching { ask() } }, timer.nanos())
            },
        )
        return given.answer.await().onFailure { known.remove(question, given) }.getOrThrow()
    }

    fun forget(): Unit = known.clear()

    private companion object {
        const val MOMENT = 2_000_000_000L
    }
}
