package dev.slipway.local

import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.output
import dev.slipway.dsl.task
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

class AdHocSpec :
    FunSpec({
        test("a second run does nothing, and one changed input does one task again") {
            val machine = Machine()
            machine.write("src/a.txt", "a\n")
            machine.write("src/b.txt", "b\n")
            val script = {
                exec("upper-a") {
                    shell("tr a-z A-Z < src/a.txt > out/a.txt")
                    inputs("src/a.txt")
                    outputs("out/a.txt")
                }
                exec("upper-b") {
                    shell("tr a-z A-Z < src/b.txt > out/b.txt")
                    inputs("src/b.txt")
                    outputs("out/b.txt")
                }
                task("joined") {
                    inputs("out/a.txt", "out/b.txt")
                    outputs("out/all.txt")
                    run {
                        path("out/all.txt").toFile().writeText(files.joinToString("") { path(it).toFile().readText() })
                        say("joined ${files.size} files")
                    }
                }
                file("motd") { content = "Welcome\n" }
                Unit
            }
            machine.done(script) shouldBe setOf("exec/upper-a", "exec/upper-b", "task/joined", "file/motd")
            machine.read("out/all.txt") shouldBe "A\nB\n"
            machine.plan(script).shouldBeEmpty()
            machine.done(script).shouldBeEmpty()
            machine.write("src/b.txt", "c\n")
            machine.done(script) shouldBe setOf("exec/upper-b", "task/joined")
            machine.read("out/all.txt") shouldBe "A\nC\n"
            machine.done(script).shouldBeEmpty()
        }

        test("a pattern stands for what is there and for what the script makes, before it is made and after") {
            val machine = Machine()
            machine.write("parts/b.txt", "b\n")
            fun script(names: List<String>) = {
                exec("all") {
                    shell("cat parts/*.txt > out/all.txt")
                    inputs("parts/*.txt", "more")
                    outputs("out/all.txt")
                }
                names.forEach { file("./parts/$it.txt") { content = "$it\n" } }
                file("more/x") { content = "x" }
                Unit
            }
            machine.done(script(listOf("a"))) shouldBe setOf("exec/all", "file/./parts/a.txt", "file/more/x")
            machine.read("out/all.txt") shouldBe "a\nb\n"
            machine.done(script(listOf("a"))).shouldBeEmpty()
            machine.done(script(listOf("a", "c"))) shouldBe setOf("exec/all", "file/./parts/c.txt")
            machine.read("out/all.txt") shouldBe "a\nb\nc\n"
        }

        test("a task that is edited is done again, and no other") {
            val machine = Machine()
            fun script(first: String, second: String) = {
                task("first") { run { output("word", first) } }
                task("second") { run { output("word", second + "!") } }
                Unit
            }
            machine.done(script("a", "b")).size shouldBe 2
            machine.done(script("a", "b")).shouldBeEmpty()
            machine.done(script("a", "c")) shouldBe setOf("task.effect/second")
        }

        test("names come from properties") {
            val machine = Machine()
            val done = machine.done {
                val greeting by exec {
                    shell("printf hello > out/greeting")
                    outputs("out/greeting")
                }
                val shout by task {
                    after(greeting)
                    input("said", greeting.stdout)
                    run { output("loud", input("said").uppercase()) }
                }
                output("loud") { shout.output("loud") }
            }
            done shouldNotBe setOf<String>()
            done shouldBe setOf("exec/greeting", "task.effect/shout")
        }
    })
