package dev.slipway.language

import dev.slipway.dsl.archive
import dev.slipway.dsl.download
import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.seconds
import dev.slipway.dsl.secret
import dev.slipway.dsl.task
import dev.slipway.dsl.waitFor
import dev.slipway.evaluate.Evaluation
import dev.slipway.evaluate.GraphText
import dev.slipway.evaluate.UntrackedReads
import dev.slipway.model.InvalidInputException
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe

class WordsSpec :
    FunSpec({
        val directory = tempdir("words").toPath()

        fun said(script: () -> Unit): String = try {
            GraphText.of(Evaluation(UntrackedReads(directory), mapOf(), null, "here").graph(script))
        } catch (refused: InvalidInputException) {
            refused.problems().joinToString("\n")
        }.replace(Regex("""\w+\.kt:\d+"""), "line").trim()

        test("work becomes data, and refers to the files that other work makes") {
            said {
                exec("app") {
                    command("make", "-j", 4)
                    inputs("Makefile")
                    outputs("out/app")
                    timeout = 30.seconds
                }
                file("bin/app") {
                    from = "out/app"
                    mode = "755"
                }
            } shouldBe
                """
                exec/app  (computes, line)
                    command = [make, -j, 4]
                    files = {Makefile: content of Makefile}
                    outputs = [out/app]
                    -> out/app
                file/bin/app  (changes, line)
                    content = exec/app.files.out/app
                    mode = 0755
                    path = bin/app
                """.trimIndent()
        }

        test("what would do nothing, or something else than it says, is a problem") {
            said {
                exec("nothing") {}
                task("idle") {}
                task { run {} }
                waitFor("nobody") {}
                archive("out/site.rar") {}
                file("empty") {}
            } shouldBe
                """
                line: exec "nothing" runs nothing
                  why: it does not say which program
                  do:  add command("program", "argument")
                line: task "idle" does nothing
                  why: it has no run
                  do:  add run { ... }, or remove it
                line: this task has no name and does nothing
                  why: a part without a name takes the one of the property that it is given to
                  do:  write val name by task { ... }, or task("name") { ... }
                line: waitFor "nobody" waits for nothing
                  why: it names nothing to wait for
                  do:  add port(...), http(...) or file(...)
                line: the archive 'out/site.rar' is empty
                  why: no file goes into it
                  do:  add from("directory")
                line: the archive 'out/site.rar' is of no known sort
                  why: known are .zip, .tar, .tar.gz, .tgz
                  do:  rename it
                line: the file 'empty' has no content
                  why: a file gets its content from 'content' or from 'from'
                  do:  add content = "..." or from = "path"
                """.trimIndent()
        }

        test("what is dangerous is a problem") {
            said {
                exec("login") { command("login", secret("TOKEN")) }
                exec("outside") {
                    command("true")
                    outputs("../elsewhere")
                    always = true
                }
                download("http://example.org/tool")
                file("x") {
                    content = "x"
                    mode = "rwx"
                    retry = -1
                }
            } shouldBe
                """
                line: a secret among the words of a command
                  why: everybody on the machine can see the words of a running program
                  do:  hand it over in the environment: env("NAME", secret("..."))
                line: 'always' does nothing in exec "outside"
                  why: it has outputs, which tell whether it is necessary
                  do:  remove it, or the outputs
                line: the output '../elsewhere' does not lie below the script
                  why: results are kept by their place below the script
                  do:  write a relative path to a file, such as out/result.txt
                line: http://example.org/tool comes over plain HTTP without a digest
                  why: it could be replaced on the way
                  do:  use https, or give its sha256
                line: 'rwx' is no file mode
                  why: a mode has three octal digits
                  do:  write one like 0644
                line: a retry of -1
                  why: it counts how often to try again
                  do:  set it to 0 or more
                """.trimIndent()
        }
    })
