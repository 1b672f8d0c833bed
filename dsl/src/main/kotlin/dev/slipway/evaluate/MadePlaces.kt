package dev.slipway.evaluate

import dev.slipway.model.Ref
import dev.slipway.model.Task
import dev.slipway.model.TaskKey
import java.nio.file.Path

/** Directories that tasks make: a task that writes into one comes after the task that makes it. */
internal class MadePlaces(
    directories: Map<String, TaskKey>,
    made: Map<String, Ref>,
    private val place: (String) -> Path?,
) {
    private val makers = directories.mapNotNull { (path, maker) -> place(path)?.let { it to maker } }.toMap()
    private val left =
        (directories.map { (path, maker) -> maker to path } + made.map { (path, file) -> file.producer() to path })
            .groupBy({ it.first }, { it.second })

    fun ordered(task: Task): Task {
        val around = left[task.key()].orEmpty().mapNotNull(::around) - task.key() - task.rules().after().toSet()
        if (makers.isEmpty() || around.isEmpty()) {
            return task
        }
        return task.with(task.rules().after(task.rules().after() + around.distinct()))
    }

    /** The task that makes the nearest directory around a path. */
    private fun around(path: String): TaskKey? =
        generateSequence(place(path)?.parent) { it.parent }.firstNotNullOfOrNull { makers[it] }
}
