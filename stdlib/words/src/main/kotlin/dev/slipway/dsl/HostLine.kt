package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import java.util.regex.Pattern
import java.util.regex.PatternSyntaxException

/** A line of a file whose other lines are managed elsewhere. */
public class HostLine internal constructor(key: TaskKey) : Part(key)

/** Configures a line in a file of a machine over SSH. The rest of the file stays as it is. */
public class HostLineBlock internal constructor(host: String, private val text: Any) :
    EffectBlock("host.line", "$host:") {
    /** Which line it takes the place of, as a regular expression; else it is added: `matching = "^#?PermitRootLogin "`. */
    public var matching: String = ""

    internal fun lower(key: TaskKey, path: String, reached: Fields, origin: Origin, into: Lowering) {
        if (text is String && (text.isBlank() || '\n' in text)) {
            into.problem(
                "the text of the line '${key.name()}' is no line",
                "it is blank, or more than one",
                "give one line; for a whole file there is file(...)",
                origin,
            )
        }
        try {
            Pattern.compile(matching)
        } catch (wrong: PatternSyntaxException) {
            into.problem("'$matching' is no regular expression", wrong.description, "correct 'matching'", origin)
        }
        val said = mapOf("host" to reached, "path" to path, "line" to text, "matching" to matching)
        val inputs = said.filterValues {
            it != ""
        }.mapValues { into.value(it.value, "the ${it.key} of a line", origin) }
        into.add(Effect(key, Fields(inputs), rules(), origin))
    }
}
