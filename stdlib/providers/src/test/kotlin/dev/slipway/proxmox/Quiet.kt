package dev.slipway.proxmox

import java.io.FileInputStream
import java.lang.management.ManagementFactory
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.name
import kotlin.io.path.readSymbolicLink

/** Whether every thread of this process waits for something, as the kernel sees it, however little it lets them run. */
internal object Quiet {
    private const val LITTLE_NANOS = 50_000L
    private const val PATIENCE_MILLIS = 20L
    private const val NAME_AND_STATE = 40
    private val threads = Path.of("/proc/self/task")
    private val system = ManagementFactory.getOperatingSystemMXBean() as com.sun.management.OperatingSystemMXBean
    private val own = ManagementFactory.getThreadMXBean()

    @Volatile
    private var busy: String? = null

    /** Nobody has run since before everybody was seen to wait: so nobody has been woken either. */
    fun isIt(): Boolean {
        val before = others()
        return isAsleep() && others() - before < LITTLE_NANOS
    }

    /** How long all others than this thread have run. */
    private fun others() = system.processCpuTime - own.currentThreadCpuTime

    /** Whoever was seen to run is asked first: as long as he runs, nobody else need be looked at. */
    private fun isAsleep(): Boolean {
        if (!threads.exists()) {
            Thread.sleep(PATIENCE_MILLIS) // there is no telling elsewhere
            return true
        }
        val self = Path.of("/proc/thread-self").readSymbolicLink().name
        busy?.let { if (it != self && runs(it)) return false }
        busy = threads.toFile().list().orEmpty().firstOrNull { it != self && runs(it) }
        return busy == null
    }

    private fun runs(thread: String): Boolean {
        val stat = ByteArray(NAME_AND_STATE)
        val size = runCatching { FileInputStream("$threads/$thread/stat").use { it.read(stat) } }.getOrDefault(0)
        val state = String(stat, 0, size, Charsets.ISO_8859_1).substringAfterLast(") ").take(1)
        return state == "R" || state == "D"
    }
}
