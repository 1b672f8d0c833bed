package dev.slipway.proxmox

import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readText

/** Whether every thread of this process waits for something, as the kernel sees it, however little it lets them run. */
internal object Quiet {
    private const val LITTLE_NANOS = 50_000L
    private val threads = Path.of("/proc/self/task")
    private val system = ManagementFactory.getOperatingSystemMXBean() as com.sun.management.OperatingSystemMXBean
    private val own = ManagementFactory.getThreadMXBean()

    /** Nobody has run since before everybody was seen to wait: so nobody has been woken either. */
    fun isIt(): Boolean {
        val before = others()
        return isAsleep() && others() - before < LITTLE_NANOS
    }

    /** How long all others than this thread have run. */
    private fun others() = system.processCpuTime - own.currentThreadCpuTime

    private fun isAsleep(): Boolean {
        if (!threads.exists()) {
            Thread.sleep(PATIENCE_MILLIS) // there is no telling elsewhere
            return true
        }
        return Files.newDirectoryStream(threads).use { all -> all.count { runs(it) } == 1 } // it is this one
    }

    private fun runs(thread: Path): Boolean {
        val state = runCatching { thread.resolve("stat").readText() }.getOrDefault("").substringAfterLast(") ").take(1)
        return state == "R" || state == "D"
    }

    private const val PATIENCE_MILLIS = 20L
}
