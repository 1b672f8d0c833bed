package dev.slipway.evaluate

import dev.slipway.model.InvalidInputException
import java.nio.file.Path

/** What words speak to when a script runs without Slipway, as in `kotlin cluster.main.kts`: shows, and never acts. */
internal object Standalone {
    private const val REFUSED = 4

    fun cluster(): ScriptModel {
        val directory = Path.of("").toAbsolutePath()
        val evaluation = Evaluation(UntrackedReads(directory), emptyMap(), null, "${directory.fileName ?: "cluster"}")
        val cluster = evaluation.cluster
        Runtime.getRuntime().addShutdownHook(Thread({ show(evaluation) }, "slipway-standalone"))
        return cluster
    }

    private fun show(evaluation: Evaluation) {
        try {
            print(GraphText.of(evaluation.end()))
            println("No changes were made. To plan and apply: slipway plan, slipway up.")
        } catch (refused: InvalidInputException) {
            System.err.println(refused.message)
            System.err.flush()
            Runtime.getRuntime().halt(REFUSED)
        }
    }
}
