package dev.slipway.evaluate

import dev.slipway.model.Origin
import java.lang.StackWalker.StackFrame

/**
 * Where the operator wrote what is being evaluated: the innermost line of a script on the stack, which may be inside a
 * component or an import. In a program that builds a cluster without a script it is the line that used the word.
 */
@InternalSlipwayApi
public object Origins {
    private const val SCRIPT = ".kts"
    private val words = listOf("dev.slipway.dsl.", "dev.slipway.evaluate.", "java.", "jdk.", "kotlin.")

    @JvmStatic
    public fun here(): Origin = StackWalker.getInstance().walk { frames ->
        var caller: Origin? = null
        for (frame in frames) {
            val at = at(frame) ?: continue
            if (at.file.endsWith(SCRIPT)) {
                return@walk at
            }
            caller = caller ?: at.takeUnless { isWord(frame.className) }
        }
        caller ?: Origin.NONE
    }

    /** The script line that an error came from, if it came from one. */
    @JvmStatic
    public fun of(error: Throwable): Origin = generateSequence(error) { it.cause }
        .toList()
        .asReversed()
        .firstNotNullOfOrNull { cause ->
            cause.stackTrace
                .firstOrNull { it.fileName.orEmpty().endsWith(SCRIPT) && it.lineNumber > 0 }
                ?.let { Origin(it.fileName.orEmpty(), it.lineNumber) }
        } ?: Origin.NONE

    private fun at(frame: StackFrame): Origin? =
        frame.fileName?.takeIf { frame.lineNumber > 0 }?.let { Origin(it, frame.lineNumber) }

    private fun isWord(className: String) = words.any { className.startsWith(it) }
}
