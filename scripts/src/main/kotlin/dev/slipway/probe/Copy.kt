package dev.slipway.probe

import java.io.File
import java.nio.file.Files

/** Lets the compiler read a script that is not the one on disk: it takes places from the file, so there must be one. */
internal fun <T> withCopy(script: File, text: String, body: (File) -> T): T {
    val directory = Files.createTempDirectory("slipway-question").toFile()
    try {
        val copy = directory.resolve(script.name)
        copy.writeText(importingFrom(script.absoluteFile.parentFile, text))
        return body(copy)
    } finally {
        directory.deleteRecursively()
    }
}

/** What a script imports lies beside the script, not beside its copy. */
private fun importingFrom(directory: File, text: String): String = IMPORT.replace(text) { annotation ->
    Regex("\"([^\"]*)\"").replace(annotation.value) { path ->
        val file = directory.resolve(path.groupValues[1])
        if (file.isFile) "\"" + file.path.replace("\\", "\\\\").replace("$", "\\$") + "\"" else path.value
    }
}

/** The annotations that name files, each with what is in its brackets. */
internal val IMPORT = Regex("""^[ \t]*@file:(Import|DependsOn)\(([^)]*)\)""", RegexOption.MULTILINE)
