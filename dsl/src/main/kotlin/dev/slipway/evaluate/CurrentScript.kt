package dev.slipway.evaluate

import dev.slipway.model.InvalidInputException
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicBoolean

/** The cluster that words of this thread speak to. */
@InternalSlipwayApi
public object CurrentScript {
    private val here = ThreadLocal<ScriptModel>()
    private val hosted = AtomicBoolean()
    private val evaluating = ConcurrentHashMap.newKeySet<ScriptModel>()

    /** The cluster of this thread; in a process that hosts no scripts, one that is printed when the process ends. */
    @JvmStatic
    public fun cluster(): ScriptModel = here.get() ?: standalone()

    /** The cluster of this thread if there is one. */
    internal fun current(): ScriptModel? = here.get()

    internal fun <T> within(cluster: ScriptModel, block: () -> T): T {
        hosted.set(true)
        val outer = here.get()
        here.set(cluster)
        val begun = evaluating.add(cluster)
        try {
            return block()
        } finally {
            here.set(outer)
            if (begun) evaluating.remove(cluster)
        }
    }

    private fun standalone(): ScriptModel {
        if (!hosted.compareAndSet(false, true)) {
            val refused = InvalidInputException(
                "a word of Slipway is used outside the evaluation of a script",
                Origins.here(),
                "declarations belong to the thread that evaluates the script, not to others or to what a task runs",
                "move it to the script itself, and pass what it makes as a value",
            )
            evaluating.singleOrNull()?.problems?.addAll(refused.problems()) // a thread of a script fails on its own
            throw refused
        }
        return Standalone.cluster().also { here.set(it) }
    }
}
