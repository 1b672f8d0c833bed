package dev.slipway.host

import java.io.File
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.dependencies.ExternalDependenciesResolver
import kotlin.script.experimental.dependencies.RepositoryCoordinates

/** Answers for our own artifacts with the jars that are here already: the usual header of a script needs no network. */
internal class BundledResolver(private val jars: List<File>) : ExternalDependenciesResolver {
    override fun acceptsRepository(repositoryCoordinates: RepositoryCoordinates): Boolean = false

    override fun addRepository(
        repositoryCoordinates: RepositoryCoordinates,
        options: ExternalDependenciesResolver.Options,
        sourceCodeLocation: SourceCode.LocationWithId?,
    ): ResultWithDiagnostics<Boolean> = false.asSuccess()

    override fun acceptsArtifact(artifactCoordinates: String): Boolean = artifactCoordinates.startsWith("dev.slipway:")

    // An empty answer would be taken for a failure that nobody explains.
    override suspend fun resolve(
        artifactCoordinates: String,
        options: ExternalDependenciesResolver.Options,
        sourceCodeLocation: SourceCode.LocationWithId?,
    ): ResultWithDiagnostics<List<File>> = jars.take(1).asSuccess()
}
