package dev.slipway.host

import dev.slipway.script.ScriptFile
import java.io.File
import java.nio.file.Path
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.host.FileBasedScriptSource
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.host.StringScriptSource

/**
 * Names imported scripts to the compiler, which names the class of a script after its file alone: two files of one name
 * would be one class. The second is compiled under its path, `lib_site` for `lib/site.main.kts`. A file is the same
 * however its path is written.
 *
 * @param script the script that is compiled, which keeps its name
 */
internal class ImportNames(private val script: Path) {
    private val names = linkedMapOf<Path, String>()
    private val classes = hashSetOf<String>()

    init {
        name(script)
    }

    fun named(source: SourceCode): SourceCode {
        val path = (source as? FileBasedScriptSource)?.file?.let(::real) ?: return source
        val name = name(path)
        val file = FileScriptSource(path.toFile())
        // The compiler names the class of a file after the file; only a text can have another name.
        return if (name == file.name) file else StringScriptSource(file.text, name, path.toString())
    }

    /** The same source as a file, beside which others are looked for. */
    fun asFile(source: SourceCode): SourceCode =
        source.locationId?.takeIf { source !is FileBasedScriptSource }?.let { FileScriptSource(File(it)) } ?: source

    private fun real(file: File): Path {
        val path = file.toPath().toAbsolutePath().normalize()
        return path.parent?.let { runCatching { it.toRealPath() }.getOrNull() }?.resolve(path.fileName) ?: path
    }

    private fun name(path: Path): String = names.getOrPut(path) {
        val plain = path.fileName.toString()
        val long = ScriptFile.name(script.parent ?: script, path).replace(OUTSIDE, "_")
        (sequenceOf(plain, long) + generateSequence(2) { it + 1 }.map { "${it}_$long" })
            .first { classes.add(className(it)) }
    }

    /** What the compiler makes of it, and of every name that a file system may hold to be the same. */
    private fun className(name: String) = name.replace(NO_LETTER, "_").trimStart('_').lowercase()

    private companion object {
        val NO_LETTER = Regex("[^\\p{L}\\p{Digit}]")
        val OUTSIDE = Regex("[^A-Za-z0-9_.]+|\\.\\.")
    }
}
