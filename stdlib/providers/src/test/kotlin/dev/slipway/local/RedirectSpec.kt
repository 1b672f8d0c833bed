package dev.slipway.local

import dev.slipway.dsl.download
import dev.slipway.dsl.http
import dev.slipway.dsl.secret
import dev.slipway.dsl.text
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import kotlin.io.path.exists

class RedirectSpec :
    FunSpec({
        test("credentials are not sent on to another origin, and others headers are") {
            Site { it.says("here") }.use { other ->
                Site { exchange ->
                    when (exchange.requestURI.path) {
                        "/away" -> exchange.redirects("http://localhost:${other.port}/taken", 307)
                        "/near" -> exchange.redirects("/here")
                        else -> exchange.says("here")
                    }
                }.use { site ->
                    val machine = Machine()
                    fun both(path: String) {
                        machine.problems {
                            download(site.at(path)) {
                                to = "out$path"
                                header("Authorization", text("Bearer ", secret("TOKEN")))
                                header("X-Api-Key", secret("TOKEN"))
                                header("Cookie", "session=1")
                                header("Accept", "text/plain")
                            }
                        } shouldBe ""
                        machine.problems {
                            http(site.at(path)) {
                                header("Authorization", text("Bearer ", secret("TOKEN")))
                                header("X-Api-Key", secret("TOKEN"))
                                header("Cookie", "session=1")
                                header("Accept", "text/plain")
                            }
                        } shouldBe ""
                    }
                    both("/near")
                    site.requests.filter { it.first == "/here" }.forEach { (_, headers) ->
                        headers["Authorization"] shouldBe listOf("Bearer hunter2-canary")
                        headers["X-api-key"] shouldBe listOf("hunter2-canary")
                        headers["Cookie"] shouldBe listOf("session=1")
                    }
                    both("/away")
                    other.requests.size shouldBe 2
                    other.requests.forEach { (path, headers) ->
                        path shouldBe "/taken"
                        "$headers" shouldNotContain "canary"
                        headers["Cookie"] shouldBe null
                        headers["Accept"] shouldBe listOf("text/plain")
                    }
                }
            }
        }

        test("credentials that were dropped are not sent again, also not to where they came from") {
            lateinit var back: String
            Site { it.redirects(back) }.use { other ->
                Site { exchange ->
                    if (exchange.requestURI.path == "/start") {
                        exchange.redirects("http://localhost:${other.port}/there")
                    } else {
                        exchange.says("back")
                    }
                }.use { site ->
                    back = site.at("/back")
                    Machine().problems {
                        http(site.at("/start")) { header("Authorization", secret("TOKEN")) }
                    } shouldBe ""
                    site.received("/start", "Authorization") shouldBe "hunter2-canary"
                    site.received("/back", "Authorization") shouldBe null
                }
            }
        }

        test("redirects that lead nowhere are refused, and what a signed address holds is not repeated") {
            Site { exchange ->
                when (exchange.requestURI.path) {
                    "/loop" -> exchange.redirects("/loop")
                    "/file" -> exchange.redirects("file:///etc/passwd")
                    "/none" -> exchange.sendResponseHeaders(302, -1)
                    "/odd" -> exchange.redirects("http://[nowhere")
                    "/signed" -> exchange.redirects("/gone?X-Amz-Signature=4f1bad")
                    "/gone" -> exchange.says("", 404)
                }
            }.use { site ->
                val machine = Machine()
                fun refused(path: String) = machine.problems { download(site.at(path)) { to = "out/x" } }
                refused("/loop") shouldContain "more than 10 redirects"
                refused("/file") shouldContain "redirects to file:"
                refused("/none") shouldContain "status 302"
                refused("/odd") shouldContain "redirects to"
                val signed = refused("/signed")
                signed shouldContain "/gone"
                signed shouldContain "404"
                signed shouldNotContain "4f1bad"
                machine.root.resolve("out/x").exists() shouldBe false
            }
        }
    })
