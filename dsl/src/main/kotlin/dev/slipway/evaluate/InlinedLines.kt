package dev.slipway.evaluate

/**
 * The lines of a class at which inline functions were called. The compiler gives inlined code lines beyond the end of the
 * file, and writes where each was called into a source map (JSR-45, in the stratum `KotlinDebug`).
 */
internal class InlinedLines private constructor(private val ranges: List<Range>) {
    private class Range(val lines: IntRange, val calledAt: Int)

    /** The frame with the line that is in the source. */
    fun at(frame: StackTraceElement): StackTraceElement {
        val range = ranges.firstOrNull { frame.lineNumber in it.lines } ?: return frame
        return StackTraceElement(frame.className, frame.methodName, frame.fileName, range.calledAt)
    }

    companion object {
        private val ENTRY = Regex("""(\d+)(?:#\d+)?(?:,\d+)?:(\d+)(?:,(\d+))?""")
        val NONE = InlinedLines(emptyList())

        /** What a source map says, which is empty where nothing was inlined. */
        fun of(sourceMap: String): InlinedLines {
            val calls = sourceMap.substringAfter("*S KotlinDebug", "").substringAfter("*L\n", "").substringBefore("*E")
            return if (calls.isEmpty()) NONE else InlinedLines(ENTRY.findAll(calls).map(::range).toList())
        }

        private fun range(entry: MatchResult): Range {
            val (calledAt, first, count) = entry.destructured
            val start = first.toInt()
            return Range(start until start + (count.toIntOrNull() ?: 1), calledAt.toInt())
        }
    }
}
