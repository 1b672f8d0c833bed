package dev.slipway.probe

import dev.slipway.complete.Completer
import dev.slipway.complete.Place
import dev.slipway.complete.Suggestions
import dev.slipway.host.ImportNames
import dev.slipway.host.JarsBeside
import dev.slipway.host.NamedJars
import dev.slipway.host.definition
import dev.slipway.host.wordsClassPath
import dev.slipway.script.ScriptFile
import java.io.File
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.dependencies.CompoundDependenciesResolver
import kotlin.script.experimental.dependencies.maven.MavenDependenciesResolver
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.jvmhost.BasicJvmScriptingHost

/**
 * Completes by asking the Kotlin compiler in this process: it judges what is known and what fits, we only list.
 *
 * @param sources directories or jars in which the words are explained
 */
public class KotlinCompleter(sources: List<File>) : Completer {
    private val classPath = wordsClassPath()
    private val host = BasicJvmScriptingHost()
    private val docs = Docs(sources)

    override fun at(place: Place): Suggestions {
        val file = ScriptFile.read(place.file()).path().toFile()
        val text = file.readText()
        val script = Script(file, text)
        val spot = Spot.of(script.tokens, place.offsetIn(text))
        val jars = NamedJars(CompoundDependenciesResolver(JarsBeside(file), MavenDependenciesResolver()))

        fun listing() = Listing(Classes(script.imports, classPath, jars.found.map { it.second }.distinct()), docs, spot)
        return when (spot.form) {
            Spot.Form.NOTHING -> Suggestions(spot.prefix, listOf(), listOf())
            Spot.Form.TYPE -> listing().types(namesIn(script.tokens, text.length))
            else -> reply(script, spot, jars).let { listing().of(it) }
        }
    }

    private fun reply(script: Script, spot: Spot, jars: NamedJars): Reply {
        val names = (namesIn(script.tokens, spot.start) + script.namesOfImports() + IT)
            .filter { it.name.startsWith(spot.prefix, ignoreCase = true) }.toSet()
        var text = script.text.replaceRange(spot.from, spot.end, "")
        var broken = false
        repeat(MOST_REPAIRS) {
            val repair = Repair(text, spot.from)
            val (before, after) = if (broken) repair.whole() else text.take(spot.from) to text.drop(spot.from)
            val blocks = blocksAround(Lexer.tokens(before))
            val question = Question.of(before, after, spot, blocks, names)
            val errors = errors(script.file, question.text, jars)
            val header = errors.mapNotNull { it.location?.start?.line }.toSet().let { text.withoutHeaders(it) }
            if (header != text) {
                text = header
                return@repeat
            }
            val lines = errors.filter { SYNTAX in it.message }.mapNotNull { it.location?.start?.line }
            if (lines.isEmpty()) return Reply.of(question, errors)
            if (broken) text = lines.firstNotNullOfOrNull { repair.without(it) } ?: return Reply.NONE
            broken = true
        }
        return Reply.NONE
    }

    /** What the compiler complains of in the script itself. */
    private fun errors(script: File, text: String, jars: NamedJars): List<ScriptDiagnostic> =
        withCopy(script, text) { copy ->
            val usual = definition(classPath, jars, ImportNames(copy.toPath()))
            val configuration = ScriptCompilationConfiguration(usual) { defaultImports.append(ASKING) }
            host.runInCoroutineContext { host.compiler(FileScriptSource(copy), configuration) }.reports
                .filter { it.severity >= ScriptDiagnostic.Severity.ERROR && it.sourcePath in setOf(null, copy.path) }
        }

    private companion object {
        const val SYNTAX = "Syntax error"
        const val MOST_REPAIRS = 12
        val IT = Named("it", isFunction = false, isClass = false)
        val ASKING = listOf("slipwaySought", "slipwayAsk", "slipwayAfter", "slipwayBetween").map {
            "dev.slipway.probe.$it"
        }
    }
}
