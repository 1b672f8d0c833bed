package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import kotlin.time.Duration

/**
 * A value that `-p name=value` can set on the command line.
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

private fun <T> parameter(name: String, default: T, expected: String, parse: (String) -> T?): T {
    val cluster = CurrentScript.cluster()
    if (!cluster.parameters.declare(name, default)) {
        cluster.problem(
            "the parameter '$name' has two defaults",
            "it is asked for twice, and not with the same default",
            "ask once, and keep it in a val",
        )
    }
    val given = cluster.parameters.given(name, cluster.reads) ?: return default
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

private fun parsedSize(text: String): Size? {
    val units = listOf("KiB" to 10, "MiB" to 20, "GiB" to 30, "TiB" to 40)
    val (unit, shift) = units.firstOrNull { text.endsWith(it.first) } ?: return null
    val count = text.removeSuffix(unit).trim().toIntOrNull() ?: return null
    return size(count.toLong() shl shift)
}
