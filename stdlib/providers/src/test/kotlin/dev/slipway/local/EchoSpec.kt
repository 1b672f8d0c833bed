package dev.slipway.local

import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.http
import dev.slipway.dsl.output
import dev.slipway.dsl.secret
import dev.slipway.dsl.task
import dev.slipway.dsl.text
import dev.slipway.model.Event
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files
import java.util.Base64
import kotlin.io.path.readBytes

class EchoSpec :
    FunSpec({
        test("what a server echoes of a secret is masked, whole or in part, and in the forms that servers give it") {
            Site { exchange ->
                val sent = exchange.requestHeaders.getFirst("Authorization").removePrefix("Bearer ")
                val forms = listOf(
                    "plain $sent",
                    "base64 " + Base64.getEncoder().encodeToString("user:$sent".toByteArray()),
                    "hex " + sent.toByteArray().joinToString("") { "%02x".format(it) },
                    "html " + sent.replace("&", "&amp;").replace("\"", "&quot;"),
                    "json " + sent.replace("\"", "\\\"").replace("/", "\\/"),
                )
                exchange.says(forms.joinToString("\n"))
            }.use { site ->
                val machine = Machine()
                machine.secrets["env,vault:ODD"] = "hunter2 \"canary\" & / over"
                val script = {
                    val health = http(site.at("/")) {
                        header("Authorization", text("Bearer ", secret("ODD")))
                        contains("plain hunter2")
                    }
                    file("copy") { content(health.body) }
                    output("body") { health.body }
                }
                val outcome = machine.up(script)
                outcome.problems().size shouldBe 0
                val copy = machine.read("copy")
                copy shouldContain "plain •••"
                copy shouldNotContain "canary"
                copy shouldNotContain "63616e617279"
                copy.lines().filterNot { it.startsWith("base64") }.map { it.substringAfter(' ') }.toSet() shouldBe
                    setOf("•••")
                copy shouldContain Regex("base64 dXNlcj.?•••")
                kept(machine) shouldNotContain "canary"
                "${outcome.outputs()}" shouldNotContain "canary"
            }
        }

        test("a part of a secret text that a program prints is masked") {
            val machine = Machine()
            machine.up {
                val told = exec("tells") {
                    shell("echo \$AUTH | cut -d' ' -f2")
                    env("AUTH", text("Bearer ", secret("TOKEN")))
                }
                output("told") { told.stdout }
            }.problems().size shouldBe 0
            machine.said() shouldContain "•••"
            "${machine.events}" shouldNotContain "canary"
        }

        test("what a task prints is masked and said by the task, line by line") {
            val machine = Machine()
            val out = System.out
            val err = System.err
            machine.problems {
                task("prints") {
                    input("token", secret("TOKEN"))
                    run {
                        println("it is ${input("token")}")
                        System.err.print("half a line of ${input("token")}")
                    }
                }
            } shouldBe ""
            val said = machine.events.filterIsInstance<Event.Said>()
            said.map { it.message() } shouldBe listOf("it is •••", "half a line of •••")
            said.map { "${it.key()}" }.toSet() shouldBe setOf("task.effect/prints")
            System.out shouldBe out
            System.err shouldBe err
        }

        test("a secret among the words of a command is refused in a task as in an exec") {
            val machine = Machine()
            val refused = machine.problems {
                task("tells") {
                    input("token", secret("TOKEN"))
                    run { command("sh", "-c", "echo ${input("token")} > leaked") }
                }
            }
            refused shouldContain "a secret on the command line"
            refused shouldNotContain "canary"
            machine.root.resolve("leaked").toFile().exists() shouldBe false
        }
    })

private fun kept(machine: Machine): String =
    Files.walk(machine.root.resolve(".slipway")).filter(Files::isRegularFile).toList()
        .joinToString("\n") { String(it.readBytes(), Charsets.ISO_8859_1) }
