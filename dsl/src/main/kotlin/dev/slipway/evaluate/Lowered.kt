package dev.slipway.evaluate

import dev.slipway.model.Absent
import dev.slipway.model.Fields
import dev.slipway.model.Items
import dev.slipway.model.Origin
import dev.slipway.model.Text
import dev.slipway.model.Value
import java.nio.file.Path
import kotlin.time.Duration

/** A type of the language that knows what it is as a value. */
@Machinery
public interface AsValue {
    public fun asValue(): Value
}

/** Turns what operators write into values. */
internal object Lowered {
    fun value(plain: Any?, cluster: Cluster, what: String, origin: Origin): Value = when (plain) {
        is AsValue -> {
            plain.asValue()
        }

        is Duration -> {
            Value.of(plain.inWholeMilliseconds)
        }

        is Enum<*> -> {
            Text(plain.name)
        }

        is Path -> {
            Text(plain.toString())
        }

        is Iterable<*> -> {
            Items(plain.map { value(it, cluster, what, origin) })
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

    private fun simple(plain: Any?, cluster: Cluster, what: String, origin: Origin): Value = try {
        Value.of(plain)
    } catch (_: IllegalArgumentException) {
        misfit(plain, cluster, what, origin)
    }

    private fun misfit(plain: Any?, cluster: Cluster, what: String, origin: Origin): Value {
        cluster.problem(
            "$what is a ${plain?.javaClass?.simpleName}",
            "a graph holds data: text, numbers, truths, sizes, durations, addresses, secrets, outputs, lists and maps",
            "give one of these",
            origin,
        )
        return Absent.ABSENT
    }
}
