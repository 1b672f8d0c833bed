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

    private fun enter(frame: ScriptFrame) {
        val function = frame.function
        if (function.isBridge) {
            return
        }
        val known = levels.indexOfLast { it.owner == function.type && it.name == function.name }
        when {
            known >= 0 -> backTo(known, frame)

            function.isBlock ->
                backTo(levels.indexOfLast { function.isIn(it.owner, it.name) }.coerceAtLeast(0), frame)

            else -> levels += Level(function.type, function.name, frame.file, frame.line)
        }
    }

    private fun backTo(index: Int, frame: ScriptFrame) {
        while (levels.size > index + 1) {
            levels.removeLast()
        }
        val level = levels.lastOrNull()
        if (level == null) {
            levels += Level("", "", frame.file, frame.line)
        } else {
            level.file = frame.file
            level.line = frame.line
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
            level.name == ScriptFunction.CONSTRUCTOR -> type
            type.isEmpty() -> name
            else -> "$type.$name"
        }
    }

    companion object {
        /** The line of the innermost of these frames and the calls that led to it, or null when there are none. */
        fun of(frames: List<ScriptFrame>): Origin? {
            val only = frames.singleOrNull()
            if (only != null && !only.function.isBridge) {
                return Origin(only.file, only.line)
            }
            val chain = CallChain()
            frames.asReversed().forEach(chain::enter)
            return chain.origin()
        }
    }
}
