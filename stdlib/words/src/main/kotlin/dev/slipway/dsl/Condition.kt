package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Fields
import dev.slipway.model.Observe
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions
import dev.slipway.model.Value
import java.io.Serializable

/** A condition that was declared. */
public class Condition internal constructor(key: TaskKey) : Part(key)

/** Tells whether a condition holds. Serializable, so that its code is known like that of a task; see [precondition]. */
public fun interface Holds : Serializable {
    /** Whether it holds. Written as a block: `Holds { input("size").toInt() > 3 }`. */
    public fun ConditionValues.holds(): Boolean
}

/** The values that a condition is about. */
@SlipwayDsl
public interface ConditionValues {
    /** A declared value as text: `input("size").toInt() > 3`. */
    public fun input(name: String): String
}

/**
 * Requires a condition before this is created, changed or read. It is checked in every plan, and during the run where its
 * values are known only then. If it does not hold, neither this nor anything that needs it is touched.
 *
 * ```
 * val release = http("https://get.example/latest")
 * exec("install") {
 *     precondition("the release is not empty", "release" to release.body) { input("release").isNotBlank() }
 *     command("./install")
 * }
 * ```
 */
public fun TaskBlock.precondition(message: String, vararg values: Pair<String, Any>, holds: Holds) {
    after(Condition(condition(message, values, holds)))
}

/**
 * Requires a condition of something that was made. It is checked in every plan, and again after a change. If it does not
 * hold, the run fails, and nothing that needs the part is touched.
 *
 * ```
 * val address = exec("address") { command("hostname", "-I"); always = true }
 * address.postcondition("the address is in the LAN", "address" to address.stdout) { input("address").startsWith("10.0.3.") }
 * ```
 */
public fun Part.postcondition(message: String, vararg values: Pair<String, Any>, holds: Holds): Condition {
    val condition = condition(message, values, holds, listOf(key))
    val about = key
    CurrentScript.cluster().declare { into -> into.postcondition(about, condition) }
    return Condition(condition)
}

private fun condition(
    message: String,
    values: Array<out Pair<String, Any>>,
    holds: Holds,
    after: List<TaskKey> = listOf(),
): TaskKey {
    val origin = Origins.here()
    val key = named("condition", message)
    CurrentScript.cluster().declare { into ->
        val inputs = values.associate { (name, value) -> name to into.value(value, "the value '$name'", origin) }
        val what = mapOf<String, Value>("code" to StringValue(into.lambda(holds, origin)), "values" to Fields(inputs))
        into.add(Observe(key, Fields(what), TaskOptions.NONE.after(after), origin))
    }
    return key
}
