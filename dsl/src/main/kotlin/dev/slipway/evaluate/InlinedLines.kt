package dev.slipway.evaluate

import java.io.InputStream
import java.net.URLClassLoader

/**
 * The lines of a class at which inline functions were called. The compiler gives inlined code lines beyond the end of the
 * file, and writes where each was called into a source map (JSR-45, in the stratum `KotlinDebug`).
 */
internal class InlinedLines private constructor(private val ranges: List<Range>) {
    private class Range(val lines: IntRange, val calledAt: Int)

    /** The line of the source that a line of the compiled code stands for. */
    fun calledAt(line: Int): Int {
        val index = ranges.binarySearch { range ->
            when {
                range.lines.last < line -> -1
                range.lines.first > line -> 1
                else -> 0
            }
        }
        return if (index < 0) line else ranges[index].calledAt
    }

    companion object {
        private val none = InlinedLines(emptyList())

        /** Where the code of a class cannot be read, as in hosts that keep it to themselves, its lines are taken as they are. */
        fun of(type: Class<*>): InlinedLines {
            val loader = type.classLoader ?: return none
            val bytes = open(loader, "${type.name.replace('.', '/')}.class")?.use { it.readAllBytes() } ?: return none
            return parse(ClassFile.read(bytes).sourceMap)
        }

        /** The loader of a script itself: its parents do not have the class, and to look there takes longest. */
        private fun open(loader: ClassLoader, name: String): InputStream? =
            (loader as? URLClassLoader)?.findResource(name)?.openStream() ?: loader.getResourceAsStream(name)

        internal fun parse(sourceMap: String): InlinedLines {
            val calls = sourceMap.substringAfter("*S KotlinDebug", "").substringAfter("*L\n", "").substringBefore("*E")
            val ranges = calls.split('\n').mapNotNull(::range)
            return InlinedLines(ranges.sortedBy { it.lines.first })
        }

        /** An entry such as `12#1,3:40,5`: what was called at line 12 begins at line 40, and takes five. */
        private fun range(entry: String): Range? {
            val calledAt = entry.substringBefore(':').substringBefore('#').substringBefore(',').toIntOrNull()
            val inlined = entry.substringAfter(':', "")
            val first = inlined.substringBefore(',').toIntOrNull()
            val count = inlined.substringAfter(',', "1").toIntOrNull() ?: 1
            return if (calledAt == null || first == null) null else Range(first until first + count, calledAt)
        }
    }
}
