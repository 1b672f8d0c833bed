package dev.slipway.language

import dev.slipway.dsl.Via
import dev.slipway.dsl.expose
import dev.slipway.dsl.host
import dev.slipway.dsl.nat
import dev.slipway.dsl.service
import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Evaluation
import dev.slipway.evaluate.ExposeWish
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Platform
import dev.slipway.evaluate.Platforms
import dev.slipway.evaluate.UntrackedReads
import dev.slipway.model.InvalidInputException
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class ExposingSpec :
    FunSpec({
        val directory = tempdir("exposing").toPath()
        val exposed = mutableListOf<String>()

        class Tailnet(val name: String) : Via {
            override fun expose(wish: ExposeWish, into: Lowering) {
                exposed += "${wish.service} on $name"
            }
        }

        fun problems(script: () -> Unit): List<String> = try {
            exposed.clear()
            Evaluation(UntrackedReads(directory), mapOf(), null, "here").graph(script)
            listOf()
        } catch (refused: InvalidInputException) {
            refused.problems().map { "${it.where().toString().substringBefore(":")}: ${it.what()}; ${it.why()}" }
        }

        fun runs() {
            CurrentScript.cluster().trait(Platforms::class.java, ::Platforms).add("here", Platform { _, _ -> })
        }

        test("a service is exposed in two ways, also by its name and before it is declared") {
            val one = Tailnet("one")
            problems {
                runs()
                expose("api") via one
                val api = service("api") { image = "api" }
                expose(api) via Tailnet("two")
            } shouldBe listOf()
            exposed shouldContainExactly listOf("api on one", "api on two")
        }

        test("a service that nobody declares is told with its line") {
            problems {
                runs()
                service("api") { image = "api" }
                expose("apy") via Tailnet("one")
            } shouldBe listOf("ExposingSpec.kt: there is no service 'apy' to expose; declared are api")
        }

        test("what is exposed twice in the same way is told, and what runs elsewhere needs no declaration") {
            problems {
                val neo = host("neo") { address = "192.0.2.1" }
                expose("web") via nat(neo, "203.0.113.1", 80, to = "10.10.0.10")
                expose("web") via nat(neo, "203.0.113.1", 443, to = "10.10.0.10")
                expose("web") via nat(neo, "203.0.113.1", 80, to = "10.10.0.10")
            }.map { it.replace(Regex(":\\d+"), "") } shouldBe
                listOf("ExposingSpec.kt: 'web' is exposed twice in the same way; the first is at ExposingSpec.kt")
        }
    })
