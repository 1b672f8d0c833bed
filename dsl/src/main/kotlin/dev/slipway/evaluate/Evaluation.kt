package dev.slipway.evaluate

import dev.slipway.graph.Graph
import dev.slipway.model.InvalidInputException
import dev.slipway.model.Problem
import dev.slipway.model.TaskKey
import java.lang.reflect.InvocationTargetException
import java.util.concurrent.Callable

/**
 * One evaluation of one script: what its words say becomes a graph, or a list of everything that is wrong with it.
 *
 * ```java
 * Graph graph = new Evaluation(reads, Map.of("size", "5"), null, "home").graph(() -> script.newInstance(args));
 * ```
 *
 * An evaluation is used once, and by one thread.
 *
 * @param reads how the script sees the world
 * @param parameters what `-p name=value` gave
 * @param environment what `--env` gave
 * @param directoryName the name of a cluster whose script gives it none
 */
@InternalSlipwayApi
public class Evaluation(reads: ReadLog, parameters: Map<String, String>, environment: String?, directoryName: String) {
    internal val cluster = ScriptModel(reads, directoryName, Parameters(parameters, environment))

    /** What the cluster is called; final once the graph is there. */
    public val name: String
        get() = cluster.name

    /** The lambdas of the script by the names that the graph knows them by; filled once the graph is there. */
    public val lambdas: Lambdas
        get() = cluster.lambdas

    /**
     * Runs a script on this thread and makes a graph of what it said.
     *
     * @throws InvalidInputException with every problem; whatever the script itself throws is one of them
     */
    public fun graph(script: Callable<*>): Graph {
        val failure = CurrentScript.within(cluster) { runCatching { script.call() }.exceptionOrNull() }
        if (failure != null) {
            throw refused(cause(failure))
        }
        return try {
            end()
        } catch (failure: RuntimeException) {
            throw refused(failure)
        } catch (failure: StackOverflowError) {
            throw refused(failure)
        } catch (failure: OutOfMemoryError) {
            throw refused(failure)
        }
    }

    internal fun end(): Graph {
        val lowering = Lowering(cluster)
        CurrentScript.within(cluster) { cluster.lower(lowering) }
        return lowering.graph()
    }

    /** A script that broke off has said only half; what it has not said is no problem of its own. */
    private fun refused(failure: Throwable): InvalidInputException {
        val before = cluster.problems.list()
        val problems =
            before + if (failure is InvalidInputException) failure.problems() - before else listOf(broken(failure))
        return InvalidInputException(problems.inOrder()).also { it.addSuppressed(failure) }
    }

    private fun broken(failure: Throwable): Problem {
        val why =
            when (failure) {
                is StackOverflowError -> "it calls itself without end"
                is OutOfMemoryError -> "it used up the memory"
                is InterruptedException -> "it was told to stop"
                is LinkageError -> "it was compiled for another version: $failure"
                else -> if (isOurs(failure)) "${failure.message}" else failure.toString()
            }
        return Problem("the script failed", Origins.of(failure), why, "correct the script")
    }

    /** A value that our own types do not take, such as a name of 300 letters; its class is no news to who wrote it. */
    private fun isOurs(failure: Throwable) =
        failure.stackTrace.firstOrNull()?.className.orEmpty().startsWith(TaskKey::class.java.packageName + ".")

    private fun cause(failure: Throwable): Throwable = generateSequence(failure) { it.cause }
        .first { it.cause == null || !(it is InvocationTargetException || it is ExceptionInInitializerError) }
}
