package dev.slipway.probe

import dev.slipway.complete.Answer
import dev.slipway.complete.Place
import dev.slipway.model.Refused
import java.io.File
import kotlin.system.exitProcess

/** Completes in a process of its own: `CompleterMain FILE:LINE:COL SOURCES`. What it finds goes out as an [Answer]. */
public object CompleterMain {
    @JvmStatic
    public fun main(arguments: Array<String>) {
        val out = System.out
        System.setOut(System.err)
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error") // of the resolver of artifacts
        val answer =
            try {
                val sources = File(arguments[1]).listFiles { file -> file.name.endsWith(".jar") }.orEmpty().sorted()
                Answer.of(KotlinCompleter(sources).at(Place.parse(arguments[0])))
            } catch (refused: Refused) {
                Answer.of(refused)
            }
        answer.write(out)
        out.flush()
        // Threads of the compiler may linger.
        exitProcess(0)
    }
}
