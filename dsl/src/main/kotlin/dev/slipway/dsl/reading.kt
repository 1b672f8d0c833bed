package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException
import java.nio.file.Path

/**
 * The text of a file beside the script. When the file changes, the script is evaluated again.
 *
 * ```
 * val hosts = readFile("hosts.txt").lines()
 * ```
 */
public fun readFile(path: String): String {
    val cluster = CurrentScript.cluster()
    if (cluster.local(path).startsWith("~/")) {
        return ""
    }
    return try {
        Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cluster.reads.file(path))).toString()
    } catch (_: CharacterCodingException) {
        cluster.problem(
            "the file $path is not text",
            "it is not UTF-8",
            "save it as UTF-8, or hand it to a task as it is",
        )
        ""
    } catch (e: IOException) {
        cluster.problem("the file $path cannot be read", e.toString(), "create it, or correct the path")
        ""
    }
}

/**
 * The path of a file beside the script that this line stands in, also when that script is imported from another directory.
 * Other paths are relative to the directory of the script that is run.
 *
 * ```
 * template("out/index.html") { from = here("page.template"); value("title", "News") }
 * ```
 *
 * Stock Kotlin does not say where an imported script lies; there, the path is relative to the script that is run.
 */
public fun here(path: String): String {
    CurrentScript.cluster().local(path)
    val directory = Origins.script().substringBeforeLast('/', "")
    return if (directory.isEmpty() || path.isEmpty() || '\u0000' in path) {
        path
    } else {
        Path.of(directory).resolve(path).normalize().toString()
    }
}
