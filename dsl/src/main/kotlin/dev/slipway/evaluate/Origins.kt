package dev.slipway.evaluate

import dev.slipway.evaluate.FrameClass.Role
import dev.slipway.model.Origin
import java.lang.StackWalker.StackFrame

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
        var caller: StackFrame? = null
        val script = mutableListOf<StackTraceElement>()
        for (frame in frames) {
            val type = FrameClass.of(frame.declaringClass)
            when (type.role) {
                Role.HOST -> break
                Role.WORD -> Unit
                Role.SCRIPT -> type.at(frame.toStackTraceElement()).takeIf(::isScript)?.let { script += it }
                Role.OTHER -> if (script.isEmpty() && caller == null && hasLine(frame)) caller = frame
            }
        }
        CallChain.of(script) ?: caller?.let { Origin(it.fileName, it.lineNumber) } ?: Origin.NONE
    }

    /** The file of the script whose line is being evaluated, relative to the directory of the script that is run. */
    internal fun script(): String = WALKER.walk { frames ->
        frames.filter { FrameClass.of(it.declaringClass).role == Role.SCRIPT }
            .findFirst().map { it.fileName.orEmpty() }.orElse("")
    }

    /** The script line that an error came from, if it came from one. */
    @JvmStatic
    public fun of(error: Throwable): Origin = generateSequence(error) { it.cause }
        .toList()
        .asReversed()
        .firstNotNullOfOrNull { cause -> CallChain.of(cause.stackTrace.filter(::isScript)) } ?: Origin.NONE

    private fun isScript(frame: StackTraceElement) = frame.lineNumber > 0 && frame.fileName.orEmpty().endsWith(SCRIPT)

    private fun hasLine(frame: StackFrame) = frame.fileName != null && frame.lineNumber > 0
}
