package dev.slipway.evaluate

import dev.slipway.model.Content
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Items
import dev.slipway.model.Observe
import dev.slipway.model.Pure
import dev.slipway.model.Ref
import dev.slipway.model.Task
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import java.nio.file.InvalidPathException
import java.nio.file.Path

/** Files that tasks make: who needs one refers to it, and so comes after whoever makes it. */
internal class MadeFiles(made: Map<String, Ref>) {
    private val made = made.mapKeys { (path, _) -> normal(path) ?: path }

    fun linked(task: Task): Task {
        if (made.isEmpty()) {
            return task
        }
        val inputs = linked(task.inputs(), task.key()) as Fields
        return when (task) {
            is Pure -> Pure(task.key(), inputs, task.writes(), task.rules(), task.origin())
            is Observe -> Observe(task.key(), inputs, task.rules(), task.origin())
            is Effect -> Effect(task.key(), inputs, task.rules(), task.origin())
        }
    }

    private fun linked(value: Value, reader: TaskKey): Value = when (value) {
        is Content -> made[normal(value.path())]?.takeIf { it.producer() != reader } ?: value
        is Items -> Items(value.values().map { linked(it, reader) })
        is Fields -> Fields(value.names().associateWith { linked(value.get(it), reader) })
        else -> value
    }

    private fun normal(path: String): String? = try {
        Path.of(path).normalize().toString()
    } catch (_: InvalidPathException) {
        null
    }
}
