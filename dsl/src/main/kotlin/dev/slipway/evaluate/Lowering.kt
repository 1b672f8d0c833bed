package dev.slipway.evaluate

import dev.slipway.graph.Graph
import dev.slipway.graph.References
import dev.slipway.model.FieldPath
import dev.slipway.model.InvalidInputException
import dev.slipway.model.Origin
import dev.slipway.model.Pool
import dev.slipway.model.Ref
import dev.slipway.model.Task
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import java.io.Serializable

/** Takes what a script said as data and makes the graph of it: the only bridge from words to the engine. */
@InternalSlipwayApi
public class Lowering internal constructor(public val cluster: ScriptModel) {
    private val tasks = linkedMapOf<TaskKey, MutableList<Task>>()
    private val builder = Graph.builder(cluster.reads::place)
    private var before = listOf<TaskKey>()
    private val postconditions = mutableMapOf<TaskKey, MutableList<TaskKey>>()

    public fun add(task: Task) {
        tasks.getOrPut(task.key()) { mutableListOf() } += later(task)
    }

    /** Adds a task that several words may ask for in the same form, once. */
    public fun addOnce(task: Task) {
        tasks.getOrPut(task.key()) { mutableListOf(later(task)) }
    }

    /** Whatever is added within comes after these tasks. */
    public fun after(keys: List<TaskKey>, block: () -> Unit) {
        val outer = before
        before = outer + keys
        try {
            block()
        } finally {
            before = outer
        }
    }

    /** What needs this task waits for the condition, too. */
    public fun postcondition(task: TaskKey, condition: TaskKey) {
        postconditions.getOrPut(task) { mutableListOf() } += condition
    }

    private fun behindConditions(task: Task): Task {
        if (postconditions.isEmpty() || postconditions.values.any { task.key() in it }) {
            return task
        }
        val needs = task.rules().after().toMutableSet()
        References.visit(task.inputs(), 1) { needs += it.producer() }
        val conditions = needs.flatMap { postconditions[it].orEmpty() }
        return if (conditions.isEmpty()) task else task.with(task.rules().after(task.rules().after() + conditions))
    }

    private fun later(task: Task): Task {
        if (before.isEmpty()) {
            return task
        }
        return task.with(task.rules().after(task.rules().after() + before))
    }

    public fun output(name: String, value: Value, origin: Origin) {
        builder.output(name, value, origin)
    }

    internal fun pool(pool: Pool, origin: Origin) {
        builder.pool(pool, origin)
    }

    /** Plain data, references, secrets and the types of the language, as a value. */
    public fun value(plain: Any?, what: String, origin: Origin): Value = cluster.value(plain, what, origin)

    /** The name of a lambda, by which the provider that runs it finds it again. */
    public fun lambda(lambda: Serializable, origin: Origin): String = cluster.lambdas.add(lambda, origin, cluster)

    public fun problem(what: String, why: String, fix: String, origin: Origin) {
        cluster.problem(what, why, fix, origin)
    }

    internal fun graph(): Graph {
        val all = tasks.values.flatten()
        val places = cluster.madePlaces
        all.forEach { builder.add(behindConditions(places.ordered(it))) }
        cluster.files.forEach { (path, file) -> builder.made(path, file) }
        val problems = cluster.problems.list().toMutableList()
        val graph =
            try {
                builder.environment(cluster.parameters.chosen).build()
            } catch (refused: InvalidInputException) {
                problems += refused.problems()
                null
            }
        return graph?.takeIf { problems.isEmpty() } ?: throw InvalidInputException(problems.inOrder())
    }
}
