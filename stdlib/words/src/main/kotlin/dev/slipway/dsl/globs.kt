package dev.slipway.dsl

import dev.slipway.evaluate.Ambient
import dev.slipway.evaluate.ReadLog
import java.nio.file.FileSystems
import java.nio.file.Path

private val skipped = setOf(".git", ".slipway")

/** The files that a pattern stands for: itself, or every file below the script that it matches, in order. */
internal fun filesMatching(pattern: String): List<String> {
    val cluster = Ambient.cluster()
    val start = pattern.indexOfFirst { it in "*?[{" }
    if (start < 0) {
        val path = Path.of(pattern).normalize().toString()
        return if (cluster.reads.listing(path) == null) listOf(path) else filesBelow(path, cluster.reads)
    }
    val directory = pattern.substring(0, start).substringBeforeLast('/', "")
    val matcher = FileSystems.getDefault().getPathMatcher(
        "glob:" + pattern.replace("/**/", "/{,**/}").removePrefix("./"),
    )
    val found = filesBelow(directory.ifEmpty { "." }, cluster.reads).filter { matcher.matches(Path.of(it)) }
    if (found.isEmpty()) {
        cluster.problem("'$pattern' matches no file", "it is looked for beside the script", "correct the pattern")
    }
    return found
}

private fun filesBelow(directory: String, reads: ReadLog): List<String> =
    reads.listing(directory).orEmpty().filterNot { it in skipped }.flatMap { name ->
        val path = if (directory == ".") name else "$directory/$name"
        if (reads.listing(path) == null) listOf(path) else filesBelow(path, reads)
    }
