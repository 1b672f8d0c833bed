package dev.slipway.host

import org.jetbrains.kotlin.mainKts.Import
import org.jetbrains.kotlin.mainKts.MainKtsConfigurator
import java.io.File
import kotlin.script.experimental.api.RefineScriptCompilationConfigurationHandler
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCollectedData
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptConfigurationRefinementContext
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptSourceAnnotation
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.collectedAnnotations
import kotlin.script.experimental.api.importScripts
import kotlin.script.experimental.api.onSuccess
import kotlin.script.experimental.api.with
import kotlin.script.experimental.dependencies.DependsOn
import kotlin.script.experimental.dependencies.ExternalDependenciesResolver
import kotlin.script.experimental.dependencies.Repository
import kotlin.script.experimental.dependencies.RepositoryCoordinates
import kotlin.script.experimental.host.FileBasedScriptSource
import kotlin.script.experimental.impl.internalScriptingRunSuspend

/** Does what main-kts does with the annotations of a file, but tells everything that is wrong with them at once. */
internal class HeaderReader(private val jars: ExternalDependenciesResolver, private val imports: ImportNames) :
    RefineScriptCompilationConfigurationHandler {
    private val usual = MainKtsConfigurator(jars)

    override fun invoke(
        read: ScriptConfigurationRefinementContext,
    ): ResultWithDiagnostics<ScriptCompilationConfiguration> {
        val file = imports.asFile(read.script)
        val context = ScriptConfigurationRefinementContext(file, read.compilationConfiguration, read.collectedData)
        val annotations = context.collectedData?.get(ScriptCollectedData.collectedAnnotations).orEmpty()
        val wrong = annotations.flatMap { wrong(it, context.script) }
        return if (wrong.isEmpty()) usual(context).onSuccess(::named) else ResultWithDiagnostics.Failure(wrong)
    }

    private fun named(usual: ScriptCompilationConfiguration): ResultWithDiagnostics<ScriptCompilationConfiguration> {
        val imported = usual[ScriptCompilationConfiguration.importScripts] ?: return usual.asSuccess()
        return usual.with { importScripts.put(imported.map(imports::named)) }.asSuccess()
    }

    private fun wrong(found: ScriptSourceAnnotation<*>, script: SourceCode): List<ScriptDiagnostic> =
        when (val annotation = found.annotation) {
            is Import -> annotation.paths.filterNot { fileBeside(script, it).isFile }
                .map { told("Imported source file not found: $it", found.location) }

            is Repository -> annotation.repositoriesCoordinates.flatMap { repository ->
                val options = ExternalDependenciesResolver.Options.Empty
                errors(jars.addRepository(RepositoryCoordinates(repository), options, found.location), found.location)
            }

            is DependsOn -> annotation.artifactsCoordinates.flatMap { artifact ->
                @Suppress("DEPRECATION_ERROR")
                val answer = internalScriptingRunSuspend {
                    jars.resolve(artifact, ExternalDependenciesResolver.Options.Empty, found.location)
                }
                errors(answer, found.location)
            }

            else -> emptyList()
        }

    private fun fileBeside(script: SourceCode, path: String): File =
        (script as? FileBasedScriptSource)?.file?.absoluteFile?.parentFile?.resolve(path) ?: File(path)

    private fun errors(answer: ResultWithDiagnostics<*>, place: SourceCode.LocationWithId?): List<ScriptDiagnostic> =
        (answer as? ResultWithDiagnostics.Failure)?.reports.orEmpty()
            .filter { it.severity >= ScriptDiagnostic.Severity.WARNING }
            .map { told(it.message, place) }

    private fun told(message: String, place: SourceCode.LocationWithId?) = ScriptDiagnostic(
        ScriptDiagnostic.unspecifiedError,
        message,
        ScriptDiagnostic.Severity.ERROR,
        place?.codeLocationId,
        place?.locationInText,
    )
}
