package dev.slipway.proxmox

import dev.slipway.work.Timer
import kotlinx.coroutines.sync.Mutex
import kotlinx.serialization.json.JsonObject

/** The guests of a cluster as they were listed last, for some seconds of its time. */
internal class VmListCache(private val timer: Timer) {
    private class Listed(val rows: List<JsonObject>, val at: Long)

    val asking = Mutex()
    val opening = Mutex()

    /** Whether it was seen that we may see machines. */
    @Volatile
    var isOpen = false

    @Volatile
    private var listed: Listed? = null

    fun keep(rows: List<JsonObject>) {
        listed = Listed(rows, timer.nanos())
    }

    /** What was listed is no longer so: we have deleted one of them. */
    fun forget() {
        listed = null
    }

    fun rows(): List<JsonObject>? = listed?.takeIf { timer.nanos() - it.at < RECENT }?.rows

    private companion object {
        const val RECENT = 10_000_000_000L
    }
}
