package dev.slipway.evaluate

import dev.slipway.model.Origin

/**
 * Where the operator wrote what is being evaluated: the innermost line of a script on the stack, and for a line in a
 * function, the calls that led there. In a program that builds a cluster without a script it is the line that used the
 * word.
 */
@InternalSlipwayApi
public object Origins {
    private const val SCRIPT = ".kts"
    private val WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)

    @JvmStatic
    public fun here(): Origin = WALKER.walk { frames ->
        var caller: StackTraceElement? = null
        val script = mutableListOf<ScriptFrame>()
        for (frame in frames) {
            val type = FrameClass.of(frame.declaringClass)
            if (type.isHost) break
            val element = if (type.isWord) continue else frame.toStackTraceElement()
            if (isScript(element)) {
                script += type.frame(element)
                if (script.last().function.isScript) break // nothing below is part of the calls
            } else if (script.isEmpty() && caller == null && element.fileName != null && element.lineNumber > 0) {
                caller = element
            }
        }
        CallChain.of(script) ?: caller?.let { Origin(it.fileName.orEmpty(), it.lineNumber) } ?: Origin.NONE
    }

    /** The file of the script whose line is being evaluated, relative to the directory of the script that is run. */
    internal fun script(): String = WALKER.walk { frames ->
        frames.filter { !FrameClass.of(it.declaringClass).isWord }.map { it.toStackTraceElement() }
            .filter(::isScript).findFirst().map { it.fileName.orEmpty() }.orElse("")
    }

    /** The script line that an error came from, if it came from one. */
    @JvmStatic
    public fun of(error: Throwable): Origin = generateSequence(error) { it.cause }
        .toList()
        .asReversed()
        .firstNotNullOfOrNull { cause -> CallChain.of(cause.stackTrace.filter(::isScript).map(::ScriptFrame)) }
        ?: Origin.NONE

    private fun isScript(frame: StackTraceElement) = frame.lineNumber > 0 && frame.fileName.orEmpty().endsWith(SCRIPT)
}
