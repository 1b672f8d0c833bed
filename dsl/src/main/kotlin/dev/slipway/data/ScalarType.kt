package dev.slipway.data

import dev.slipway.evaluate.InternalSlipwayApi
import kotlin.reflect.KClass
import kotlin.time.Duration

/**
 * A type that one value of a data file can have.
 *
 * @param expected what an error message says is expected of it
 * @param parse makes a value of its text, or null where that is none
 * @param isQuotable whether it may be in quotes; a number in quotes is text
 */
@InternalSlipwayApi
public class ScalarType(
    internal val type: KClass<*>,
    internal val expected: String,
    private val isQuotable: Boolean,
    private val parse: (String) -> Any?,
) {
    internal fun of(scalar: DataNode.Scalar): Any? = if (scalar.isQuoted && !isQuotable) null else parse(scalar.text)

    internal fun of(text: String): Any? = parse(text)

    internal companion object {
        val TEXT = ScalarType(String::class, "text", isQuotable = true) { it }
        val INT = ScalarType(Int::class, "a whole number", isQuotable = false) { it.toIntOrNull() }
        val LONG = ScalarType(Long::class, "a whole number", isQuotable = false) { it.toLongOrNull() }
        val DOUBLE = ScalarType(Double::class, "a number", isQuotable = false) { it.toDoubleOrNull() }
        val BOOLEAN = ScalarType(Boolean::class, "true or false", isQuotable = false) { it.toBooleanStrictOrNull() }
        val DURATION =
            ScalarType(Duration::class, "a duration such as 90s or 5m", isQuotable = true) { Duration.parseOrNull(it) }

        val ALL = listOf(TEXT, INT, LONG, DOUBLE, BOOLEAN, DURATION)
    }
}
