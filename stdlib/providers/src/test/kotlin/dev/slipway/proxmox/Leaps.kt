package dev.slipway.proxmox

import dev.slipway.lab.LabClock
import dev.slipway.work.Timer
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread

/**
 * The time of a lab that stands as long as anybody in this process does something, and leaps to what is due next when all
 * wait for it. So what is measured in it depends on no machine and on nothing else that runs there.
 *
 * A deadline is no reason to leap: it is not waited for, it passes when something else takes that long.
 */
class Leaps(private val clock: LabClock) :
    Timer,
    AutoCloseable {
    @Volatile
    private var goesOn = true

    /** Whether it may leap: never again, once it may not. */
    @Volatile
    var until: () -> Boolean = { false }

    private val deadlines = CopyOnWriteArrayList<Pair<Instant, Runnable>>()

    private val leaping = thread(name = "leaps", isDaemon = true) {
        while (goesOn) {
            val due = clock.due().orElse(null)
            if (due == null || !Quiet.isIt() || until()) {
                Thread.sleep(1)
            } else {
                clock.move(due)
                passed()
            }
        }
    }

    override fun nanos(): Long = Duration.ofMillis(clock.now().toEpochMilli()).toNanos()

    override fun after(delay: Duration, action: Runnable): Runnable {
        if (delay >= DEADLINE) {
            val deadline = Pair(clock.now() + delay, action)
            deadlines += deadline
            return Runnable { deadlines -= deadline }
        }
        val isOff = AtomicBoolean()
        clock.after(delay) { if (!isOff.get()) action.run() }
        return Runnable { isOff.set(true) }
    }

    private fun passed() {
        deadlines.filter { (due, _) -> due <= clock.now() }.forEach { deadline ->
            if (deadlines.remove(deadline)) deadline.second.run()
        }
    }

    override fun close() {
        goesOn = false
        leaping.join()
    }

    private companion object {
        /** The shortest deadline that holds where a script declares none. */
        val DEADLINE: Duration = Duration.ofMinutes(5)
    }
}
