package dev.slipway.local

import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.postcondition
import dev.slipway.dsl.precondition
import dev.slipway.dsl.secret
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import kotlin.io.path.exists

/** Conditions of values that are known at once, and of values that are known only during the run. */
class ConditionSpec :
    FunSpec({
        test("a precondition that does not hold keeps a task and what needs it from starting, and nothing else") {
            val machine = Machine()
            fun script(size: Int) = {
                val guarded = file("guarded") {
                    precondition("there is room for it", "size" to size) { input("size").toInt() > 2 }
                    content = "a"
                }
                file("after") {
                    after(guarded)
                    content = "b"
                }
                file("free") { content = "c" }
                Unit
            }
            machine.problems(script(1)) shouldContain "the condition 'there is room for it' does not hold: {size: 1}"
            listOf("guarded", "after", "free").map { machine.root.resolve(it).exists() } shouldBe
                listOf(false, false, true)
            machine.done(script(3)) shouldBe setOf("file/after", "file/guarded")
            machine.plan(script(3)) shouldBe mapOf()
        }

        test("a postcondition is checked after the run and again in every plan, and what needs the part waits for it") {
            val machine = Machine()
            fun script(word: String) = {
                val greeting = exec("greeting") { command("echo", word) }
                greeting.postcondition("it greets", "greeting" to greeting.stdout) {
                    input("greeting").startsWith("hello")
                }
                file("after") { content(greeting.stdout) }
                Unit
            }
            machine.problems(script("go away")) shouldContain
                "the condition 'it greets' does not hold: {greeting: go away}"
            machine.root.resolve("after").exists() shouldBe false
            machine.problems(script("go away")) shouldContain "the condition 'it greets' does not hold"
            machine.done(script("hello you")) shouldBe
                setOf("condition/it greets", "exec.effect/greeting", "file/after")
            machine.plan(script("hello you")) shouldBe mapOf()
        }

        test("what a condition says of a secret is masked, and an exception in it is named") {
            val machine = Machine()
            val told = machine.problems {
                file("a") {
                    precondition("the token is short", "token" to secret("TOKEN")) { input("token").length < 3 }
                    content = "a"
                }
                file("b") {
                    precondition("it is a number", "n" to "x") { input("n").toInt() > 0 }
                    content = "b"
                }
            }
            told shouldNotContain "hunter2"
            told shouldContain "the condition 'the token is short' does not hold"
            told shouldContain "NumberFormatException: For input string: \"x\""
        }
    })
