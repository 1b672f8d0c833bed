package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.model.ListValue
import dev.slipway.model.Origin
import dev.slipway.model.Pure
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/**
 * One file out of many, `.zip`, `.tar` or `.tar.gz` by its name. The same files give the same bytes.
 *
 * ```
 * archive("out/site.zip") { from("public"); strip = "public" }
 * ```
 */
public fun archive(path: String, block: ArchiveBlock.() -> Unit): LocalFile {
    val origin = Origins.here()
    val said = ArchiveBlock().apply(block)
    val key = named("archive", checkedOutput(path))
    makes(key.name(), key, origin, "files", key.name())
    CurrentScript.cluster().declare { into -> said.lower(key, origin, into) }
    return LocalFile(key, path)
}

/** Configures an archive. */
public class ArchiveBlock internal constructor() : TaskBlock() {
    private val plain = NamedFiles()
    private val executable = NamedFiles()

    /** What is left out of the names in the archive: `strip = "public"`. */
    public var strip: String = ""

    /** The files that go into it, beside the script or made by tasks: `from("public")`. */
    public fun from(vararg paths: String) {
        plain.add(paths)
    }

    /** Files that go into it as programs, which can be run: `executable("bin/run")`. */
    public fun executable(vararg paths: String) {
        executable.add(paths)
    }

    internal fun lower(key: TaskKey, origin: Origin, into: Lowering) {
        val path = key.name()
        val files = plain.found(key, into.cluster)
        val programs = executable.found(key, into.cluster)
        if (plain.isEmpty && executable.isEmpty) {
            into.problem("the archive '$path' is empty", "no file goes into it", "add from(\"directory\")", origin)
        }
        if (path.endsWith(".zip") && programs.isNotEmpty()) {
            into.problem(
                "the archive '$path' cannot hold programs",
                "a zip file made here says nothing of modes",
                "name it .tar.gz, or add the files with from",
                origin,
            )
        }
        if (FORMATS.none { path.endsWith(it) }) {
            into.problem(
                "the archive '$path' is of no known sort",
                "known are ${FORMATS.joinToString()}",
                "rename it",
                origin,
            )
        }
        val what = mapOf<String, Value>(
            "path" to StringValue(path),
            "strip" to StringValue(strip.trimEnd('/')),
            "files" to Fields((files + programs).associateWith { FileContent.of(it) }),
            "programs" to ListValue(programs.map(::StringValue)),
        )
        into.add(Pure(key, Fields(what), listOf(path), rules(), origin))
    }

    private companion object {
        val FORMATS = listOf(".zip", ".tar", ".tar.gz", ".tgz")
    }
}
