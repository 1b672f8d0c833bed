package dev.slipway.host

import dev.slipway.model.InvalidInputException
import dev.slipway.model.Problem
import dev.slipway.script.ScriptCompiler
import dev.slipway.script.ScriptFile
import java.io.File
import java.nio.file.Path
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.dependencies.CompoundDependenciesResolver
import kotlin.script.experimental.dependencies.maven.MavenDependenciesResolver
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvmhost.BasicJvmScriptingHost

/** The Kotlin compiler in this process. It takes a second and hundreds of megabytes to warm up. */
public class KotlinCompiler(private val classPath: List<File> = wordsClassPath()) : ScriptCompiler {
    private val host = BasicJvmScriptingHost()

    override fun compile(script: ScriptFile, jar: Path): List<Problem> {
        val source = FileScriptSource(script.path().toFile())
        val jars =
            NamedJars(CompoundDependenciesResolver(JarsBeside(script.path().toFile()), MavenDependenciesResolver()))
        val definition =
            definition(classPath, jars, ImportNames(script.path()), hasHeader = source.text.contains("@file"))
        val result = host.runInCoroutineContext { host.compiler(source, definition) }
        return when (result) {
            is ResultWithDiagnostics.Failure -> {
                throw InvalidInputException(errors(script, result.reports))
            }

            is ResultWithDiagnostics.Success -> {
                writeJar(script, result.value as KJvmCompiledScript, jars.found, jar)
                warnings(script, result.reports)
            }
        }
    }
}
