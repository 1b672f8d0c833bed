package dev.slipway.local

import com.sun.net.httpserver.HttpServer
import dev.slipway.dsl.download
import dev.slipway.dsl.exec
import dev.slipway.dsl.file
import dev.slipway.dsl.http
import dev.slipway.dsl.minutes
import dev.slipway.dsl.seconds
import dev.slipway.dsl.waitFor
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.net.InetSocketAddress
import java.nio.file.Files
import kotlin.io.path.exists

class WebSpec :
    FunSpec({
        test("a download is pinned on first use, restored when lost, and refused when it changes") {
            val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)
            var body = "tool v1"
            var requests = 0
            server.createContext("/") { exchange ->
                requests++
                val bytes = body.toByteArray()
                exchange.sendResponseHeaders(
                    if (exchange.requestURI.path ==
                        "/missing"
                    ) {
                        404
                    } else {
                        200
                    },
                    bytes.size.toLong(),
                )
                exchange.responseBody.use { it.write(bytes) }
            }
            server.start()
            try {
                val url = "http://127.0.0.1:${server.address.port}/tool"
                val machine = Machine()
                val script = {
                    download(url) {
                        to = "bin/tool"
                        mode = "0755"
                    }
                    exec("use") {
                        shell("cat bin/tool > out/used")
                        inputs("bin/tool")
                        outputs("out/used")
                    }
                    file("copy") { from = "bin/tool" }
                    Unit
                }
                machine.done(script) shouldBe setOf("download/bin/tool", "exec/use", "file/copy")
                machine.read("copy") shouldBe "tool v1"
                machine.read("out/used") shouldBe "tool v1"
                machine.read("slipway.lock") shouldContain url
                machine.done(script).shouldBeEmpty()
                requests shouldBe 1
                Files.delete(machine.root.resolve("bin/tool"))
                machine.done(script) shouldContain "download/bin/tool"
                body = "tool v2, from a bad place"
                Files.delete(machine.root.resolve("bin/tool"))
                machine.problems(script) shouldContain "is not what it was"
                machine.root.resolve("bin/tool").exists() shouldBe false
                machine.problems {
                    download("http://127.0.0.1:${server.address.port}/missing") { to = "x" }
                } shouldContain
                    "answers with status 404"

                body = "all ok"
                machine.problems { http(url) { contains("ok") } } shouldBe ""
                machine.problems { http(url) { status = 204 } } shouldContain "answers with status 200 and not 204"
                machine.problems {
                    waitFor("server") {
                        port("127.0.0.1", server.address.port)
                        http(url)
                    }
                } shouldBe ""
                val patient = {
                    waitFor("later") {
                        file("later.txt")
                        patience = 1.minutes
                    }
                    Unit
                }
                val began = System.nanoTime()
                machine.plan(patient) shouldBe mapOf("wait/later" to Action.READ)
                (System.nanoTime() - began < 20_000_000_000) shouldBe true
                machine.write("later.txt", "now")
                machine.plan(patient).shouldBeEmpty()
                machine.problems {
                    waitFor("never") {
                        file("no-such-file")
                        patience = 1.seconds
                    }
                } shouldContain "there is no file no-such-file, even after 1.0 s"
            } finally {
                server.stop(0)
            }
        }
    })
