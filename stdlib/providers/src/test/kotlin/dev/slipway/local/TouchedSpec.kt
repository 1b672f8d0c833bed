package dev.slipway.local

import dev.slipway.dsl.directory
import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.task
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.attribute.FileTime

class TouchedSpec :
    FunSpec({
        test("a file that was changed in place and got its old time and size back has changed") {
            val machine = Machine()
            fun version(text: String) {
                machine.write("VERSION", text)
                Files.setLastModifiedTime(machine.root.resolve("VERSION"), FileTime.fromMillis(0))
            }
            val script = {
                file("copy") { from = "VERSION" }
                exec("use") {
                    shell("cat VERSION > out/used")
                    inputs("VERSION")
                    outputs("out/used")
                }
                Unit
            }
            version("1.0.1")
            machine.done(script).size shouldBe 2
            machine.done(script).shouldBeEmpty()
            version("1.0.2")
            machine.done(script).size shouldBe 2
            machine.read("copy") shouldBe "1.0.2"
            machine.read("out/used") shouldBe "1.0.2"
            machine.done(script).shouldBeEmpty()
        }

        test("invalid names and paths are problems among others") {
            val problems = Machine().problems {
                task("two\nlines") { run { say("a") } }
                task("") { run { say("b") } }
                file("x".repeat(300)) { content = "c" }
                file("~/x") { content = "d" }
                directory("~")
                exec("e") {
                    shell("true")
                    outputs("~/out")
                }
            }
            problems shouldContain "invalid name 'two"
            problems shouldContain "invalid name ''"
            problems shouldContain "invalid name 'xxxx"
            problems shouldContain "the path '~/x' starts with ~"
            problems shouldContain "the path '~' starts with ~"
            problems shouldContain "the path '~/out' starts with ~"
        }

        test("a file below a file is refused before anything is done") {
            val machine = Machine()
            machine.problems {
                file("d/e") { content = "a" }
                file("d/e/f") { content = "b" }
            } shouldContain "file/d/e/f is below file/d/e, which is a file"
            machine.problems {
                file("d/e/f") { content = "b" }
                file("d/e") { content = "a" }
            } shouldContain "file/d/e/f is below file/d/e, which is a file"
            machine.done {
                file("d/e/f") { content = "b" }
                directory("d/e")
                directory("d")
            }.size shouldBe 3
        }
    })
