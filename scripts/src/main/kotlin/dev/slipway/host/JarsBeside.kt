package dev.slipway.host

import java.io.File
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.makeFailureResult
import kotlin.script.experimental.dependencies.ExternalDependenciesResolver
import kotlin.script.experimental.dependencies.RepositoryCoordinates

/** Jars that are named by their path, which is relative to the file that names them, wherever somebody happens to be. */
internal class JarsBeside(private val script: File) : ExternalDependenciesResolver {
    override fun acceptsRepository(repositoryCoordinates: RepositoryCoordinates): Boolean = false

    override fun addRepository(
        repositoryCoordinates: RepositoryCoordinates,
        options: ExternalDependenciesResolver.Options,
        sourceCodeLocation: SourceCode.LocationWithId?,
    ): ResultWithDiagnostics<Boolean> = false.asSuccess()

    override fun acceptsArtifact(artifactCoordinates: String): Boolean = ':' !in artifactCoordinates

    override suspend fun resolve(
        artifactCoordinates: String,
        options: ExternalDependenciesResolver.Options,
        sourceCodeLocation: SourceCode.LocationWithId?,
    ): ResultWithDiagnostics<List<File>> {
        val naming = sourceCodeLocation?.codeLocationId?.let(::File)?.takeIf { it.isFile } ?: script
        val jar = naming.absoluteFile.parentFile.resolve(artifactCoordinates)
        return when {
            jar.isFile -> listOf(jar).asSuccess()
            jar.exists() -> makeFailureResult("'$artifactCoordinates' is a directory, not a jar")
            else -> makeFailureResult("File '$artifactCoordinates' not found")
        }
    }
}
