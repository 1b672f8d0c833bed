package dev.slipway.language

import dev.slipway.evaluate.Evaluation
import dev.slipway.evaluate.UntrackedReads
import dev.slipway.graph.Graph
import dev.slipway.model.InvalidInputException
import java.nio.file.Path

/** The graph of what is written in the block, as a script would write it. */
fun graph(
    parameters: Map<String, String> = emptyMap(),
    environment: String? = null,
    directory: Path = Path.of(""),
    script: () -> Unit,
): Graph = Evaluation(UntrackedReads(directory), parameters, environment, "here").graph(script)

/** What is wrong with what is written in the block, without lines, which change with every edit of a test. */
fun problems(
    parameters: Map<String, String> = emptyMap(),
    environment: String? = null,
    directory: Path = Path.of(""),
    script: () -> Unit,
): String = try {
    graph(parameters, environment, directory, script)
    "none"
} catch (refused: InvalidInputException) {
    refused.problems().joinToString("\n") { it.toString().replace(Regex("""\w+\.kt:\d+"""), "line") }
}
