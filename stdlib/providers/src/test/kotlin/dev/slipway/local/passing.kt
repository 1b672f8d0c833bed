package dev.slipway.local

import java.nio.file.Path
import kotlin.io.path.createTempDirectory

/** A directory that goes with this process. */
fun passingDirectory(name: String): Path = createTempDirectory(name).also {
    Runtime.getRuntime().addShutdownHook(Thread { it.toFile().deleteRecursively() })
}
