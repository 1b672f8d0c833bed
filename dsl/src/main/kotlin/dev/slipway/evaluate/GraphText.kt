package dev.slipway.evaluate

import dev.slipway.graph.Graph
import dev.slipway.model.Effect
import dev.slipway.model.Observe
import dev.slipway.model.Pure
import dev.slipway.model.Task

/** A graph for people to read, one task after the other. */
@InternalSlipwayApi
public object GraphText {
    @JvmStatic
    public fun of(graph: Graph): String = buildString {
        graph.tasks().forEach { show(it) }
        for (name in graph.outputs().names()) {
            appendLine("output $name = ${graph.outputs().get(name)}")
        }
    }

    private fun StringBuilder.show(task: Task) {
        val sort =
            when (task) {
                is Pure -> "computes"
                is Observe -> "looks"
                is Effect -> "changes"
            }
        appendLine("${task.key()}  ($sort, ${task.origin()})")
        for (name in task.inputs().names()) {
            appendLine("    $name = ${task.inputs().get(name).toString().lines().joinToString("\n        ")}")
        }
        if (task is Pure && task.writes().isNotEmpty()) {
            appendLine("    -> ${task.writes().joinToString()}")
        }
    }
}
