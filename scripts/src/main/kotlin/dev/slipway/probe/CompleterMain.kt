package dev.slipway.probe

import dev.slipway.complete.Answer
import dev.slipway.complete.Place
import dev.slipway.model.InvalidInputException
import java.io.File
import kotlin.system.exitProcess

/** Completes in a process of its own: `CompleterMain FILE:LINE:COL SOURCES`. What it finds goes out as an [Answer]. */
public object CompleterMain {
    internal fun sources(directory: String): List<File> =
        File(directory).listFiles { file -> file.name.endsWith(".jar") }.orEmpty().sorted()

    @JvmStatic
    public fun main(arguments: Array<String>) {
        val out = System.out
        System.setOut(System.err)
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error") // of the resolver of artifacts
        val answer =
            try {
                Answer.of(KotlinCompleter(sources(arguments[1])).at(Place.parse(arguments[0])))
            } catch (refused: InvalidInputException) {
                Answer.of(refused)
            }
        answer.write(out)
        out.flush()
        // Threads of the compiler may linger.
        exitProcess(0)
    }
}
