package dev.slipway.host

import dev.slipway.model.InvalidInputException
import dev.slipway.model.Origin
import dev.slipway.model.Problem
import dev.slipway.script.CompilerReply
import dev.slipway.script.ScriptFile
import java.io.IOException
import java.nio.file.Path
import kotlin.system.exitProcess

/** The compiler as a process of its own: `CompilerMain SCRIPT JAR`. What it has to say goes out as a [CompilerReply]. */
public object CompilerMain {
    @JvmStatic
    public fun main(arguments: Array<String>) {
        val out = System.out
        System.setOut(System.err)
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error") // of the resolver of artifacts
        val reply =
            try {
                val script = ScriptFile.read(Path.of(arguments[0]))
                CompilerReply(true, KotlinCompiler().compile(script, Path.of(arguments[1])))
            } catch (refused: InvalidInputException) {
                CompilerReply(false, refused.problems())
            } catch (failure: IOException) {
                val fix = "make room, or name another place in SLIPWAY_CACHE"
                CompilerReply(
                    false,
                    listOf(Problem("the compiled script cannot be written", Origin.NONE, "${failure.message}", fix)),
                )
            }
        reply.write(out)
        out.flush()
        // Threads of the compiler may linger.
        exitProcess(0)
    }
}
