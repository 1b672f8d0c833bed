package dev.slipway.language

import dev.slipway.dsl.GiB
import dev.slipway.dsl.MiB
import dev.slipway.dsl.Via
import dev.slipway.dsl.cluster
import dev.slipway.dsl.environment
import dev.slipway.dsl.environments
import dev.slipway.dsl.expose
import dev.slipway.dsl.network
import dev.slipway.dsl.output
import dev.slipway.dsl.parameter
import dev.slipway.dsl.secret
import dev.slipway.dsl.service
import dev.slipway.dsl.text
import dev.slipway.evaluate.Evaluation
import dev.slipway.evaluate.ExposeWish
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.UntrackedReads
import dev.slipway.model.InvalidInputException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path

class GrammarSpec :
    FunSpec({
        test("sizes are exact and say what they are") {
            "${16.GiB + 512.MiB}" shouldBe "16896 MiB"
            (16.GiB / 2) shouldBe 8.GiB
        }

        test("a network hands out its own addresses") {
            graph {
                val lan = network("10.0.3.0/24") {
                    gateway = "10.0.3.1"
                    vlan = 3
                }
                "${lan["10.0.3.16"]} ${lan[17]} ${lan.gateway}" shouldBe "10.0.3.16 10.0.3.17 10.0.3.1"
                "${network("fd00:1::/64")["fd00:1::5"]}" shouldBe "fd00:1::5"
            }.size() shouldBe 0
        }

        test("all problems come at once, each with its line") {
            problems {
                val lan = network("10.0.3.0/24")
                lan["10.0.4.1"]
                network("10.0.3.7/24")
                network("fe80::/129")
                cluster("a")
                cluster("b")
            } shouldBe
                """
                line: 10.0.4.1 does not belong to the network 10.0.3.0/24
                  why: its addresses are 10.0.3.0 to 10.0.3.255
                  do:  write one of these
                line: '10.0.3.7/24' is an address in a network
                  why: the network itself begins at 10.0.3.0
                  do:  write 10.0.3.0/24, and the address as network("10.0.3.0/24")["10.0.3.7"]
                line: 'fe80::/129' is no network
                  why: a network is its first address, a slash and the length of its prefix
                  do:  write one like 10.0.3.0/24
                line: a second cluster, 'b'
                  why: one script describes one cluster, and this one is 'a' (line)
                  do:  give the second cluster a script of its own, or remove this line
                """.trimIndent()
        }

        test("parameters come from the command line, and none is silently ignored") {
            graph(mapOf("size" to "5")) { parameter("size", 3) shouldBe 5 }
            graph { parameter("size", 3) shouldBe 3 }
            problems(mapOf("size" to "many", "sise" to "5")) { parameter("size", 3) } shouldBe
                """
                line: the parameter 'size' is 'many'
                  why: it should be a whole number
                  do:  correct what stands after -p size=
                there is no parameter 'sise'
                  why: the script has size
                  do:  correct the name after -p, or ask for it: parameter("sise", ...)
                """.trimIndent()
        }

        test("an environment that the script does not know is refused") {
            graph(environment = "staging") { environment shouldBe "staging" }
            problems(environment = "stagign") { environments("staging", "production") } shouldContain
                "unknown environment 'stagign'"
            problems { environments("staging", "production") } shouldContain "no environment is chosen"
            graph { environments("staging", "production", default = "staging") }.environment() shouldBe "staging"
            graph(environment = "production") { environment }.environment() shouldBe "production"
            graph { environment }.environment() shouldBe "default"
            graph {}.environment() shouldBe ""
            problems(environment = "staging") {} shouldContain "does not ask which environment"
        }

        test("a secret is no text") {
            problems { output("token") { "Bearer ${secret("TOKEN")}" } } shouldContain
                "the secret env,vault:TOKEN is used as text"
            val graph = graph { output("token") { text("Bearer ", secret("TOKEN")) } }
            graph.task(0).inputs().isSecret shouldBe true
        }

        test("words that say half a sentence are problems") {
            problems { expose("api") } shouldContain "expose(\"api\") does nothing"
            problems { service("api") { port = 70000 } } shouldBe
                """
                line: a port of number 70000
                  why: ports have numbers 1 to 65535
                  do:  correct the number
                line: the service 'api' has no image
                  why: a service runs a container image
                  do:  add image = "registry/name@sha256:..."
                line: nothing can run the service 'api'
                  why: the script declares no platform for services
                  do:  declare one platform, such as a Kubernetes cluster
                """.trimIndent()
        }

        test("a way to expose is open to whoever offers one") {
            val exposed = mutableListOf<String>()
            val tailnet =
                object : Via {
                    override fun expose(wish: ExposeWish, into: Lowering) {
                        exposed += wish.service
                    }
                }
            graph { expose("api") via tailnet }
            exposed shouldBe listOf("api")
        }

        test("what the script throws is a problem beside the others") {
            val refused =
                shouldThrow<InvalidInputException> {
                    graph {
                        network("nonsense")
                        error("boom")
                    }
                }
            refused.problems() shouldHaveSize 2
            refused.problems()[1].why() shouldBe "java.lang.IllegalStateException: boom"
        }

        test("words are for the thread that evaluates") {
            val refused =
                shouldThrow<InvalidInputException> {
                    graph {
                        var thrown: Throwable? = null
                        val thread = Thread { thrown = runCatching { cluster("x") }.exceptionOrNull() }
                        thread.start()
                        thread.join()
                        throw checkNotNull(thrown)
                    }
                }
            refused.message shouldContain "outside the evaluation of a script"
        }

        test("what another thread of a script says is not lost in silence") {
            val refused =
                shouldThrow<InvalidInputException> {
                    graph {
                        val thread = Thread { runCatching { cluster("x") } }
                        thread.start()
                        thread.join()
                    }
                }
            refused.problems().single().what() shouldContain "outside the evaluation of a script"
        }

        test("a cluster without a name is called as its directory is") {
            val evaluation = Evaluation(UntrackedReads(Path.of("")), emptyMap(), null, "home")
            evaluation.graph {}
            evaluation.name shouldBe "home"
        }
    })
