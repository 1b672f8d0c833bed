package dev.slipway.local

/** How thorough tests are that repeat one check at many points: with `CI_LONG=1`, every point is tried. */
object Sweeps {
    private val isLong = System.getenv("CI_LONG") == "1"

    /** The versions of a system to repeat a check for: the newest, or all of them. */
    fun versions(vararg oldestFirst: String): List<String> =
        if (isLong) oldestFirst.toList() else oldestFirst.takeLast(1)

    /** From one point to the next. */
    fun step(short: Int): Int = if (isLong) 1 else short

    fun size(short: Int, long: Int): Int = if (isLong) long else short
}
