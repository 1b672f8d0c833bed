package dev.slipway.evaluate

import java.util.concurrent.ConcurrentHashMap

/**
 * What is known about a class on the stack. It is found out once for each class, because an evaluation asks for its line
 * thousands of times.
 */
internal class FrameClass private constructor(private val type: Class<*>) {
    /** Whether it calls scripts: below it are no lines of a script, and many others. */
    val isHost: Boolean = type.name.startsWith(HOST)

    /** Whether it is a word, or a library that words use. */
    val isWord: Boolean = WORDS.any { type.name.startsWith(it) }

    private val functions = ConcurrentHashMap<String, ScriptFunction>()
    private val inlined by lazy { InlinedLines.of(type) }

    /** The frame of a script, with the line that is in the source. */
    fun frame(element: StackTraceElement): ScriptFrame = ScriptFrame(
        functions.getOrPut(element.methodName) { ScriptFunction(element.className, element.methodName) },
        element.fileName.orEmpty(),
        inlined.calledAt(element.lineNumber),
    )

    companion object {
        private const val HOST = "dev.slipway.script."
        private val WORDS =
            listOf("dev.slipway.dsl.", "dev.slipway.evaluate.", "dev.slipway.data.", "java.", "jdk.", "kotlin.")

        private val known = object : ClassValue<FrameClass>() {
            override fun computeValue(type: Class<*>) = FrameClass(type)
        }

        fun of(type: Class<*>): FrameClass = known.get(type)
    }
}
