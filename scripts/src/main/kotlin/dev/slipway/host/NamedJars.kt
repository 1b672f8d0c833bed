package dev.slipway.host

import java.io.File
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.dependencies.ExternalDependenciesResolver
import kotlin.script.experimental.dependencies.RepositoryCoordinates

/** Asks [others] for artifacts, each once for each file that names it, and remembers which jars came of which name. */
internal class NamedJars(private val others: ExternalDependenciesResolver) : ExternalDependenciesResolver {
    private val answers = linkedMapOf<Pair<String, String?>, ResultWithDiagnostics<List<File>>>()

    /** The jars with the names that scripts gave them. */
    val found: List<Pair<String, File>>
        get() = answers.flatMap { (asked, answer) ->
            (answer as? ResultWithDiagnostics.Success)?.value.orEmpty().map { asked.first to it }
        }

    override fun acceptsRepository(repositoryCoordinates: RepositoryCoordinates): Boolean =
        others.acceptsRepository(repositoryCoordinates)

    override fun addRepository(
        repositoryCoordinates: RepositoryCoordinates,
        options: ExternalDependenciesResolver.Options,
        sourceCodeLocation: SourceCode.LocationWithId?,
    ): ResultWithDiagnostics<Boolean> = others.addRepository(repositoryCoordinates, options, sourceCodeLocation)

    override fun acceptsArtifact(artifactCoordinates: String): Boolean = others.acceptsArtifact(artifactCoordinates)

    override suspend fun resolve(
        artifactCoordinates: String,
        options: ExternalDependenciesResolver.Options,
        sourceCodeLocation: SourceCode.LocationWithId?,
    ): ResultWithDiagnostics<List<File>> = answers.getOrPut(artifactCoordinates to sourceCodeLocation?.codeLocationId) {
        others.resolve(artifactCoordinates, options, sourceCodeLocation)
    }
}
