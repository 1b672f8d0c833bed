package dev.slipway.dsl

import dev.slipway.data.ParameterText
import dev.slipway.evaluate.CurrentScript
import kotlin.reflect.typeOf
import kotlin.time.Duration

/**
 * A value that can be set from outside: with `-p name=value`, with the environment variable `SLIPWAY_PARAM_name`, or in a
 * file given with `--params`. The first of these that is there counts.
 *
 * ```
 * val size = parameter("size", 3)      // slipway plan -p size=5
 * ```
 */
public fun parameter(name: String, default: Int): Int = parameter(name, default, "a whole number") { it.toIntOrNull() }

/** A text that `-p name=value` can set: `parameter("domain", "home.example")`. */
public fun parameter(name: String, default: String): String = parameter(name, default, "a text") { it }

/** A choice that `-p name=true` can set: `parameter("public", false)`. */
public fun parameter(name: String, default: Boolean): Boolean =
    parameter(name, default, "true or false") { it.toBooleanStrictOrNull() }

/** A time that `-p name=90s` can set: `parameter("patience", 5.minutes)`. */
public fun parameter(name: String, default: Duration): Duration =
    parameter(name, default, "a duration such as 90s or 5m") { Duration.parseOrNull(it) }

/** A size that `-p name=16GiB` can set: `parameter("memory", 8.GiB)`. */
public fun parameter(name: String, default: Size): Size =
    parameter(name, default, "a size such as 512MiB or 16GiB", ::parsedSize)

/** A text that must be given with `-p name=value`, because no default would suit: `parameter("owner")`. */
public fun parameter(name: String): String {
    val given = parameter(name, null, "a text") { it }
    if (given == null) {
        CurrentScript.cluster().problem(
            "the parameter '$name' is not given",
            "the script has no default for it",
            "give it: -p $name=...",
        )
    }
    return given.orEmpty()
}

/**
 * A list, map or data class that can be set, best in a YAML, JSON or TOML file that is given with `--params`.
 *
 * ```
 * data class Machine(val name: String, val memory: Size = 4.GiB)
 * val machines = parameter("machines", listOf(Machine("web")))
 * ```
 */
public inline fun <reified T : Any> parameter(name: String, default: T): T =
    ParameterText.decode(name, default, typeOf<T>(), DATA_TYPES) as T

/** A list, map or data class that must be set, because no default would suit: `parameter<List<String>>("nodes")`. */
public inline fun <reified T : Any> parameter(name: String): T =
    ParameterText.decode(name, null, typeOf<T>(), DATA_TYPES) as T

private fun <T> parameter(name: String, default: T, expected: String, parse: (String) -> T?): T {
    val cluster = CurrentScript.cluster()
    val given = cluster.parameters.given(name, default, cluster) ?: return default
    val parsed = parse(given)
    if (parsed == null) {
        cluster.problem(
            "the parameter '$name' is '$given'",
            "it should be $expected",
            "correct what stands after -p $name=",
        )
    }
    return parsed ?: default
}

internal fun parsedSize(text: String): Size? {
    val units = listOf("KiB" to 10, "MiB" to 20, "GiB" to 30, "TiB" to 40)
    val (unit, shift) = units.firstOrNull { text.endsWith(it.first) } ?: return null
    val count = text.removeSuffix(unit).trim().toIntOrNull() ?: return null
    return size(count.toLong() shl shift)
}
