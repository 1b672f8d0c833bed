package dev.slipway.host

import java.io.File
import java.net.JarURLConnection
import java.net.URL

/** Where the words live: whatever has the package of the words, the engine's nouns, and what every script extends. */
internal fun wordsClassPath(): List<File> {
    val loader = ClusterScript::class.java.classLoader
    val words = loader.getResources("dev/slipway/dsl/").toList().map(::rootOf)
    val anchors =
        listOf(
            ClusterScript::class.java,
            dev.slipway.model.Task::class.java,
            Unit::class.java,
            org.jetbrains.kotlin.mainKts.Import::class.java,
        ).map { File(it.protectionDomain.codeSource.location.toURI()) }
    return (words + anchors).distinct()
}

private fun rootOf(resource: URL): File = when (val connection = resource.openConnection()) {
    is JarURLConnection -> File(connection.jarFileURL.toURI())
    else -> File(resource.toURI()).parentFile.parentFile.parentFile
}
