package dev.slipway.evaluate

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

    /** What calls a script. */
    private const val HOST = "dev.slipway.script."
    private val WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
    private val words =
        listOf("dev.slipway.dsl.", "dev.slipway.evaluate.", "dev.slipway.data.", "java.", "jdk.", "kotlin.")

    @JvmStatic
    public fun here(): Origin = WALKER.walk { frames ->
        var caller: Origin? = null
        val script = mutableListOf<StackTraceElement>()
        for (frame in frames) {
            if (frame.className.startsWith(HOST)) break // below it are no lines of a script, and many others
            val at = at(frame) ?: continue
            if (isScript(at)) {
                script += at
            } else if (script.isEmpty() && caller == null) {
                caller = Origin(at.fileName.orEmpty(), at.lineNumber)
            }
        }
        CallChain.of(script) ?: caller ?: Origin.NONE
    }

    /** The file of the script whose line is being evaluated, relative to the directory of the script that is run. */
    internal fun script(): String = WALKER.walk { frames ->
        frames.map {
            at(it)
        }.filter { it != null && isScript(it) }.findFirst().map { it?.fileName.orEmpty() }.orElse("")
    }

    /** The script line that an error came from, if it came from one. */
    @JvmStatic
    public fun of(error: Throwable): Origin = generateSequence(error) { it.cause }
        .toList()
        .asReversed()
        .firstNotNullOfOrNull { cause -> CallChain.of(cause.stackTrace.filter(::isScript)) } ?: Origin.NONE

    private fun isScript(frame: StackTraceElement) = frame.lineNumber > 0 && frame.fileName.orEmpty().endsWith(SCRIPT)

    private fun at(frame: StackFrame): StackTraceElement? {
        val element = frame.takeUnless { isWord(it.className) }?.toStackTraceElement()
        return when {
            element?.fileName == null || element.lineNumber <= 0 -> null
            isScript(element) -> InlinedLines.of(frame.declaringClass).at(element)
            else -> element
        }
    }

    private fun isWord(className: String) = words.any { className.startsWith(it) }
}
