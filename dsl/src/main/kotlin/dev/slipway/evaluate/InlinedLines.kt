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
        private val none = InlinedLines(emptyList())

        private val known = object : ClassValue<InlinedLines>() {
            override fun computeValue(type: Class<*>) = read(type)
        }

        fun of(type: Class<*>): InlinedLines = known.get(type)

        private fun read(type: Class<*>): InlinedLines {
            val name = "${type.name.replace('.', '/')}.class"
            val bytes = type.classLoader?.getResourceAsStream(name)?.use { it.readAllBytes() } ?: return none
            return parse(ClassFile.read(bytes).sourceMap)
        }

        internal fun parse(sourceMap: String): InlinedLines {
            val calls = sourceMap.substringAfter("*S KotlinDebug", "").substringAfter("*L\n", "").substringBefore("*E")
            return InlinedLines(
                ENTRY.findAll(calls).map { entry ->
                    val (calledAt, first, count) = entry.destructured
                    val start = first.toInt()
                    Range(start until start + (count.toIntOrNull() ?: 1), calledAt.toInt())
                }.toList(),
            )
        }
    }
}
