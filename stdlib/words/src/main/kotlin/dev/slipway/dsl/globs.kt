package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.evaluate.ScriptModel
import dev.slipway.model.FieldPath
import dev.slipway.model.Origin
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import java.nio.file.FileSystems
import java.nio.file.Path

private val skipped = setOf(".git", ".slipway")

/** Files that a line names, each by itself or by a pattern. Looked for when the whole script is known. */
internal class NamedFiles {
    private val patterns = mutableListOf<Pair<String, Origin>>()

    val isEmpty: Boolean get() = patterns.isEmpty()

    fun add(named: Array<out String>) {
        named.forEach { patterns += local(it) to Origins.here() }
    }

    /** In order, without those that the reader makes itself. */
    fun found(reader: TaskKey, cluster: ScriptModel): Set<String> {
        val (own, made) = cluster.made.entries.partition { it.value == reader }
        return patterns
            .flatMap { (pattern, origin) -> matching(pattern, paths(made), origin, cluster) }
            .minus(paths(own).toSet())
            .toSortedSet()
    }
}

private fun paths(made: List<Map.Entry<String, TaskKey>>) = made.map { Path.of(it.key).normalize().toString() }

/** A task leaves this file behind, and what is known of it as an output. */
internal fun makes(path: String, maker: TaskKey, origin: Origin, vararg output: String) {
    CurrentScript.cluster().makes(path, Ref(maker, FieldPath.of(*output)), origin)
}

/** The files that a pattern stands for: itself, or every file below the script that it matches, made ones too. */
private fun matching(pattern: String, made: List<String>, origin: Origin, cluster: ScriptModel): List<String> {
    val start = pattern.indexOfFirst { it in "*?[{" }
    if (start < 0) {
        val path = Path.of(pattern).normalize().toString()
        val within = made.filter { Path.of(it).startsWith(path) && it != path }
        val isDirectory = cluster.reads.listing(path) != null
        return if (isDirectory || within.isNotEmpty()) filesBelow(path, cluster) + within else listOf(path)
    }
    val directory = pattern.substring(0, start).substringBeforeLast('/', "").ifEmpty { "." }
    val matcher = FileSystems.getDefault().getPathMatcher(
        "glob:" + pattern.replace("/**/", "/{,**/}").removePrefix("./"),
    )
    val found = (filesBelow(directory, cluster) + made).filter { matcher.matches(Path.of(it)) }
    if (found.isEmpty()) {
        cluster.problem(
            "'$pattern' matches no file",
            "there is none beside the script, and no task makes one",
            "correct the pattern",
            origin,
        )
    }
    return found
}

private fun filesBelow(directory: String, cluster: ScriptModel): List<String> =
    cluster.reads.listing(directory).orEmpty().filterNot { it in skipped }.flatMap { name ->
        val path = if (directory in listOf(".", "")) name else "$directory/$name"
        when {
            cluster.reads.isLink(path) -> listOf(path).filter { leadsToFile(it, cluster) }
            cluster.reads.listing(path) == null -> listOf(path)
            else -> filesBelow(path, cluster)
        }
    }

/** A link to a file counts as the file. One to a directory may lead out of the project or in a circle, and one to nothing nowhere. */
private fun leadsToFile(path: String, cluster: ScriptModel): Boolean {
    cluster.reads.place(path)
    return cluster.reads.exists(path) && cluster.reads.listing(path) == null
}
