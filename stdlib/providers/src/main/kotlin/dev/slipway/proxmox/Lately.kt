package dev.slipway.proxmox

import kotlinx.coroutines.sync.Mutex
import kotlinx.serialization.json.JsonObject

/** The guests of a cluster as they were listed last, for some seconds of its time. */
internal class Lately(private val pace: Double) {
    private class Listed(val rows: List<JsonObject>, val at: Long)

    val asking = Mutex()
    val opening = Mutex()

    /** Whether it was seen that we may see machines. */
    @Volatile
    var isOpen = false

    @Volatile
    private var listed: Listed? = null

    fun keep(rows: List<JsonObject>) {
        listed = Listed(rows, System.nanoTime())
    }

    fun rows(): List<JsonObject>? = listed?.takeIf { (System.nanoTime() - it.at) * pace < RECENT_NANOS }?.rows

    private companion object {
        const val RECENT_NANOS = 10e9
    }
}
