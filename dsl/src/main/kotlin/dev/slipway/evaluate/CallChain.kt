package dev.slipway.evaluate

import dev.slipway.model.Origin

/**
 * Tells from the frames of a script which functions were called where. The blocks of a function belong to it, whatever
 * they were handed to; a function that calls itself counts once.
 */
internal class CallChain private constructor() {
    /** A function that is being evaluated, and the line of it that is. The first is the script itself. */
    private class Level(val owner: String, val name: String, var file: String, var line: Int)

    private val levels = mutableListOf<Level>()

    private fun enter(frame: StackTraceElement) {
        val method = frame.methodName
        if (method.endsWith("\$default") || method.startsWith("access\$")) {
            return // leads on to the function
        }
        val type = frame.className.substringAfterLast('.')
        val parts = type.split('$')
        val words = method.split('$')
        val isBlock = isNumber(words.last()) || parts.any(::isNumber)
        val owner = parts.takeWhile { !isNumber(it) }
        val name = words.lastOrNull { !isNumber(it) && it !in GIVEN } ?: CONSTRUCTOR
        val known = levels.indexOfLast { it.owner == type && it.name == name }
        when {
            known >= 0 -> backTo(known, frame)
            isBlock -> backTo(levels.indexOfLast { isOf(it, owner) }.coerceAtLeast(0), frame)
            else -> levels += Level(type, name, frame.fileName.orEmpty(), frame.lineNumber)
        }
    }

    /** Whether a block that is a class of its own, named after the class and the function it stands in, is one of these. */
    private fun isOf(level: Level, block: List<String>): Boolean =
        block.size > 1 && level.owner == block.dropLast(1).joinToString("$") && level.name == block.last()

    private fun isNumber(word: String) = word.isNotEmpty() && word.all(Char::isDigit)

    private fun backTo(index: Int, frame: StackTraceElement) {
        while (levels.size > index + 1) {
            levels.removeLast()
        }
        val level = levels.lastOrNull()
        if (level == null) {
            levels += Level("", "", frame.fileName.orEmpty(), frame.lineNumber)
        } else {
            level.file = frame.fileName.orEmpty()
            level.line = frame.lineNumber
        }
    }

    private fun origin(): Origin? {
        val innermost = levels.lastOrNull() ?: return null
        val calls = levels.zipWithNext { caller, called -> "${caller.file}:${caller.line}, in ${called(called)}()" }
        return Origin(innermost.file, innermost.line, calls.joinToString(" "))
    }

    private fun called(level: Level): String {
        val type = level.owner.substringAfterLast('$', "")
        val name = level.name.substringBefore('-') // which a parameter of a value class adds something to
        return when {
            level.name == CONSTRUCTOR -> type
            type.isEmpty() -> name
            else -> "$type.$name"
        }
    }

    companion object {
        private const val CONSTRUCTOR = "<init>"

        /** What the compiler calls blocks and where they stand, besides numbering them. */
        private val GIVEN = listOf("lambda", "_init_")

        /** The line of the innermost of these frames and the calls that led to it, or null when there are none. */
        fun of(frames: List<StackTraceElement>): Origin? {
            val chain = CallChain()
            frames.asReversed().forEach(chain::enter)
            return chain.origin()
        }
    }
}
