package dev.slipway.evaluate

import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.Missing
import dev.slipway.model.Origin
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import java.nio.file.Path
import kotlin.time.Duration

/** A type of the language that knows what it is as a value. */
@InternalSlipwayApi
public interface AsValue {
    public fun asValue(): Value
}

/** Turns what operators write into values. */
internal object ValueConversion {
    fun value(plain: Any?, cluster: ScriptModel, what: String, origin: Origin): Value = when (plain) {
        is AsValue -> {
            plain.asValue()
        }

        is Duration -> {
            Value.of(plain.inWholeMilliseconds)
        }

        is Enum<*> -> {
            StringValue(plain.name)
        }

        is Path -> {
            StringValue(plain.toString())
        }

        is Iterable<*> -> {
            ListValue(plain.map { value(it, cluster, what, origin) })
        }

        is Map<*, *> -> {
            Fields(plain.entries.associate { (name, value) -> "$name" to value(value, cluster, what, origin) })
        }

        null, is Value, is String, is Number, is Boolean -> {
            simple(plain, cluster, what, origin)
        }

        else -> {
            misfit(plain, cluster, what, origin)
        }
    }

    private fun simple(plain: Any?, cluster: ScriptModel, what: String, origin: Origin): Value = try {
        Value.of(plain)
    } catch (_: IllegalArgumentException) {
        misfit(plain, cluster, what, origin)
    }

    private fun misfit(plain: Any?, cluster: ScriptModel, what: String, origin: Origin): Value {
        cluster.problem(
            "$what is a ${plain?.javaClass?.simpleName}",
            "a graph holds data: text, numbers, truths, sizes, durations, addresses, secrets, outputs, lists and maps",
            "give one of these",
            origin,
        )
        return Missing.ABSENT
    }
}
