package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.FieldPath
import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.Missing
import dev.slipway.model.Pure
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions

/**
 * Gives something out by name: shown after a run, and printed by `slipway output`.
 *
 * ```
 * output("api url") { text("https://", vm.address) }
 * ```
 */
public fun output(name: String, value: () -> Any?) {
    val origin = Origins.here()
    val given = value()
    CurrentScript.cluster().declare { into ->
        val lowered = into.value(given, "the output '$name'", origin)
        if (lowered == Missing.ABSENT && given == null) {
            into.problem("the output '$name' is null", "there is nothing to give out", "give it a value", origin)
        }
        into.output(name, lowered, origin)
    }
}

/**
 * One text out of several parts, of which some may not be known yet, or be secret.
 *
 * ```
 * text("postgres://app:", secret("DB_PASSWORD"), "@", db.address, ":5432/app")
 * ```
 */
public fun text(vararg parts: Any): Output<String> {
    val origin = Origins.here()
    val cluster = CurrentScript.cluster()
    val items = dev.slipway.model.ListValue(parts.map { cluster.value(it, "a part of the text", origin) })
    val task = Pure(
        TaskKey("text", Hasher.of(Fields.of("parts", items)).brief()),
        Fields.of("parts", items),
        listOf(),
        TaskOptions.NONE,
        origin,
    )
    cluster.declare { into -> into.addOnce(task) }
    return Output(Ref(task.key(), FieldPath.of("text")))
}
