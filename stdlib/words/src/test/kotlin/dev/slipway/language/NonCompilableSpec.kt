package dev.slipway.language

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.io.path.div
import kotlin.io.path.writeText

/** Mistakes that the compiler finds. Compiled all at once: starting the compiler costs seconds. */
class NonCompilableSpec :
    FunSpec({
        val mistakes =
            mapOf(
                "a secret where text belongs" to
                    ("""file("x") { content = secret("S").toString().length }""" to "type mismatch"),
                "a secret assigned to a text" to
                    ("""exec("x") { directory = secret("S") }""" to "type mismatch"),
                "a word of the block around" to
                    ("""task("x") { run { inputs("a") } }""" to "in this context with an implicit receiver"),
                "a policy of objects in work" to
                    ("""exec("x") { protect = true }""" to "unresolved reference 'protect'"),
                "a word that does not exist" to
                    ("""file("x") { contents = "a" }""" to "unresolved reference 'contents'"),
                "a number for a size" to
                    ("""8.GiB + 8""" to "type mismatch"),
                "an output where text belongs" to
                    ("""val e = exec("x") {}; file("y") { content = e.stdout }""" to "type mismatch"),
                "a way to expose that is none" to
                    ("""expose("api") via "tailscale"""" to "type mismatch"),
                "the machinery" to
                    (""" dev.slipway.evaluate.CurrentScript.cluster()""" to "scripts use the words"),
            )
        val directory = tempdir("mistakes").toPath()
        mistakes.values.forEachIndexed { i, (code, _) ->
            (directory / "mistake$i.kt").writeText("import dev.slipway.dsl.*\nfun mistake$i() { $code }\n")
        }
        val printed = ByteArrayOutputStream()
        val exit =
            K2JVMCompiler().exec(
                PrintStream(printed),
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                "${directory / "out"}",
                "$directory",
            )

        test("none of it compiles") { exit shouldBe ExitCode.COMPILATION_ERROR }

        mistakes.entries.forEachIndexed { i, (what, mistake) ->
            test(what) {
                val said = printed.toString().lines().filter { "mistake$i.kt" in it && "error:" in it }
                said.joinToString("\n") shouldContain mistake.second
            }
        }
    })
