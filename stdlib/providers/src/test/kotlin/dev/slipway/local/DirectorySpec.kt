package dev.slipway.local

import dev.slipway.dsl.directory
import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.model.Event
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import kotlin.io.path.exists

class DirectorySpec :
    FunSpec({
        test("what is made in a directory is made after it, wherever its line stands") {
            val machine = Machine()
            machine.done {
                file("out/deep/greeting.txt") { content = "hello\n" }
                exec("count") {
                    shell("wc -c < out/deep/greeting.txt > out/count.txt")
                    inputs("out/deep/greeting.txt")
                    outputs("out/count.txt")
                }
                directory("out/deep")
                directory("./out") { mode = "0700" }
                Unit
            }
            val begun = machine.events.filterIsInstance<Event.Started>().map { "${it.key()}" }
            begun shouldBe listOf("directory/./out", "directory/out/deep", "file/out/deep/greeting.txt", "exec/count")
        }

        test("one that is there already is taken over") {
            val machine = Machine()
            machine.write("out/mine.txt", "precious")
            machine.plan { directory("out") } shouldBe mapOf("directory/out" to Action.ADOPT)
            machine.done { directory("out") }
            machine.done { directory("out") }.shouldBeEmpty()
        }

        test("one that holds something stays when its line is gone, and says so") {
            val machine = Machine()
            machine.done { directory("out") }
            machine.write("out/mine.txt", "precious")
            machine.done {} shouldBe setOf("directory/out")
            machine.read("out/mine.txt") shouldBe "precious"
            machine.said() shouldContain "out stays, for it is not empty"
            machine.root.resolve("out").exists() shouldBe true
        }
    })
