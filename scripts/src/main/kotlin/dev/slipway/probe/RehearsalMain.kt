package dev.slipway.probe

import dev.slipway.complete.Place
import dev.slipway.host.KotlinCompiler
import dev.slipway.script.ScriptFile
import java.nio.file.Path
import kotlin.io.path.writeText
import kotlin.system.exitProcess

/** Goes once through what the compiler is asked most, for an archive of its classes: `RehearsalMain SCRIPT JAR SOURCES`. */
public object RehearsalMain {
    @JvmStatic
    public fun main(arguments: Array<String>) {
        val script = Path.of(arguments[0])
        val completer = KotlinCompleter(CompleterMain.sources(arguments[2]))
        KotlinCompiler().compile(ScriptFile.read(script), Path.of(arguments[1]))
        val header = script.resolveSibling("header.main.kts")
        header.writeText("@file:CompilerOptions(\"-nowarn\")\nval it = 1\n")
        KotlinCompiler().compile(ScriptFile.read(header), Path.of(arguments[1]))
        val text = script.toFile().readText()
        for (after in listOf("exec(\"joined\") {\n    ", "text(\"there are \", words.", "val stage = ")) {
            val before = text.substringBefore(after) + after
            completer.at(Place(script, before.count { it == '\n' } + 1, before.substringAfterLast('\n').length + 1))
        }
        exitProcess(0)
    }
}
