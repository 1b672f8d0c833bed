package dev.slipway.dsl

import dev.slipway.data.ParameterText
import dev.slipway.data.ScalarType
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
public fun parameter(name: String, default: Int): Int = parameter(name, default, ScalarType.INT)

/** A text that `-p name=value` can set: `parameter("domain", "home.example")`. */
public fun parameter(name: String, default: String): String = parameter(name, default, ScalarType.TEXT)

/** A choice that `-p name=true` can set: `parameter("public", false)`. */
public fun parameter(name: String, default: Boolean): Boolean = parameter(name, default, ScalarType.BOOLEAN)

/** A time that `-p name=90s` can set: `parameter("patience", 5.minutes)`. */
public fun parameter(name: String, default: Duration): Duration = parameter(name, default, ScalarType.DURATION)

/** A size that `-p name=16GiB` can set: `parameter("memory", 8.GiB)`. */
public fun parameter(name: String, default: Size): Size = parameter(name, default, SIZE)

/** A text that must be given with `-p name=value`, because no default would suit: `parameter("owner")`. */
public fun parameter(name: String): String {
    val cluster = CurrentScript.cluster()
    val given = cluster.parameters.given(name, null, cluster)
    if (given == null) {
        cluster.problem(
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

private inline fun <reified T : Any> parameter(name: String, default: T, type: ScalarType): T {
    val cluster = CurrentScript.cluster()
    val given = cluster.parameters.given(name, default, cluster) ?: return default
    val parsed = type.of(given) as T?
    if (parsed == null) {
        cluster.problem(
            "the parameter '$name' is '$given'",
            "it should be ${type.expected}",
            "correct what stands after -p $name=",
        )
    }
    return parsed ?: default
}
