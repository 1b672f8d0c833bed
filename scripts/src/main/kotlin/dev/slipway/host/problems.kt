package dev.slipway.host

import dev.slipway.model.Origin
import dev.slipway.model.Problem
import dev.slipway.script.ScriptFile
import java.nio.file.Files
import java.nio.file.Path
import kotlin.script.experimental.api.ScriptDiagnostic

/** Every complaint of the compiler in our words: what, where, why and what to do. */
internal fun problems(
    script: ScriptFile,
    reports: List<ScriptDiagnostic>,
): List<Problem> {
    val errors = reports.filter { it.severity >= ScriptDiagnostic.Severity.ERROR }
    // An artifact that cannot be resolved is reported as a warning, though nothing comes of the compilation.
    val shown = errors.ifEmpty { reports.filter { it.severity >= ScriptDiagnostic.Severity.WARNING } }
    return shown.map { problem(script, it) }.distinct().ifEmpty { listOf(unexplained(script)) }
}

private fun problem(
    script: ScriptFile,
    report: ScriptDiagnostic,
): Problem {
    val file = report.sourcePath?.let(Path::of) ?: script.path()
    val start = report.location?.start
    val name = shortName(script, file)
    val where = if (start == null) Origin(name, 1) else Origin("$name:${start.line}", start.col)
    val (why, fix) = advice(report.message)
    val line = start?.let { lineOf(file, it.line) }
    val read = if (line.isNullOrBlank()) why else "$why; the line reads: ${line.trim()}"
    return Problem(report.message.trim(), where, read, fix)
}

/** The name of a file as an operator would write it from where the script lies. */
internal fun shortName(
    script: ScriptFile,
    file: Path,
): String = if (file.startsWith(script.directory())) script.directory().relativize(file).toString() else file.toString()

private fun lineOf(
    file: Path,
    line: Int,
): String? = runCatching { Files.readAllLines(file).getOrNull(line - 1) }.getOrNull()

private fun unexplained(script: ScriptFile): Problem =
    Problem(
        "${script.name()} does not compile",
        Origin(script.name(), 1),
        "the compiler gave up without saying why",
        "compile smaller parts of it to find the place, and report this",
    )
