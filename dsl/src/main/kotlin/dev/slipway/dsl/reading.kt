package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException

/**
 * The text of a file beside the script. When the file changes, the script is evaluated again.
 *
 * ```
 * val hosts = readFile("hosts.txt").lines()
 * ```
 */
public fun readFile(path: String): String {
    val cluster = CurrentScript.cluster()
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
