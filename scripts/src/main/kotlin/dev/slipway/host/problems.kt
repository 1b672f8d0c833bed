package dev.slipway.host

import dev.slipway.model.Origin
import dev.slipway.model.Problem
import dev.slipway.script.ScriptFile
import java.nio.file.Files
import java.nio.file.Path
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.SourceCode

/** Of an artifact that was looked for as a file, too; what is said of the artifact is enough. */
private val NOT_A_FILE = Regex("^File '[^']+:[^']+' not found")

/** Every complaint of the compiler in our words: what, where, why and what to do. */
internal fun errors(script: ScriptFile, reports: List<ScriptDiagnostic>): List<Problem> {
    val errors = reports.filter { it.severity >= ScriptDiagnostic.Severity.ERROR }
    // An artifact that cannot be resolved is reported as a warning, though nothing comes of the compilation.
    val shown = errors.ifEmpty { reports.filter { it.severity >= ScriptDiagnostic.Severity.WARNING } }
    val told = shown.filterNot { shown.size > 1 && NOT_A_FILE.containsMatchIn(it.message) }
    val places = told.filter { Advice.isElsewhere(it.message) }.map(::line).toSet()
    return told.filter {
        Advice.isElsewhere(it.message) || line(it) !in places
    }.map { problem(script, it) }.distinct().ifEmpty { listOf(unexplained(script)) }
}

internal fun warnings(script: ScriptFile, reports: List<ScriptDiagnostic>): List<Problem> =
    reports.filter { it.severity == ScriptDiagnostic.Severity.WARNING }.map { problem(script, it) }
        .map { Problem(it.what(), it.where(), it.why().replaceFirst("does not accept it", "warns about it"), it.fix()) }
        .distinct()

private fun problem(script: ScriptFile, report: ScriptDiagnostic): Problem {
    val file = report.sourcePath?.let(Path::of) ?: script.path()
    val lines = runCatching { Files.readAllLines(file) }.getOrDefault(emptyList())
    val start = report.location?.start ?: named(lines, report.message)
    val name = ScriptFile.name(script.directory(), file)
    val where = if (start == null) Origin(name, 1) else Origin("$name:${start.line}", start.col)
    val advice = Advice.on(report.message, lines.any { it.trim().startsWith("import dev.slipway.dsl.") })
    val line = start?.let { lines.getOrNull(it.line - 1) }
    val why = if (line.isNullOrBlank()) advice.why else "${advice.why}; the line reads: ${line.trim()}"
    return Problem(advice.what ?: report.message.trim(), where, why, advice.fix)
}

private fun line(report: ScriptDiagnostic) = report.sourcePath to report.location?.start?.line

/** The annotation that names what the message speaks about. */
private fun named(lines: List<String>, message: String): SourceCode.Position? {
    val line =
        lines.indexOfFirst { text ->
            text.startsWith("@file:") &&
                Regex("\"([^\"]+)\"").findAll(text).any { it.groupValues[1].removePrefix("./") in message }
        }
    return if (line < 0) null else SourceCode.Position(line + 1, 1)
}

private fun unexplained(script: ScriptFile): Problem = Problem(
    "${script.name()} does not compile",
    Origin(script.name(), 1),
    "the compiler gave up without saying why",
    "compile smaller parts of it to find the place, and report this",
)
