package dev.slipway.local

import dev.slipway.dsl.download
import dev.slipway.dsl.http
import dev.slipway.model.Fields
import dev.slipway.provide.Failure
import dev.slipway.ssh.Errand
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import java.net.URI
import java.net.http.HttpHeaders
import java.nio.ByteBuffer
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import java.util.Optional
import java.util.concurrent.CountDownLatch
import kotlin.io.path.exists

class LimitsSpec :
    FunSpec({
        val now = Instant.parse("2026-11-20T10:00:00Z")
        val clock = Clock.fixed(now, ZoneOffset.UTC)

        fun reply(status: Int, vararg headers: Pair<String, String>) = Reply(
            URI("https://a.example/x"),
            status,
            HttpHeaders.of(headers.associate { it.first to listOf(it.second) }) { _, _ -> true },
        )

        test("Retry-After is a number of seconds or a date by the clock of the server, and nothing else") {
            fun wait(vararg headers: Pair<String, String>) = reply(429, *headers).retryAfter(clock)
            wait("Retry-After" to "17") shouldBe Optional.of(Duration.ofSeconds(17))
            wait("Retry-After" to "Fri, 20 Nov 2026 10:00:42 GMT") shouldBe Optional.of(Duration.ofSeconds(42))
            wait(
                "Retry-After" to "Fri, 20 Nov 2026 12:00:42 GMT",
                "Date" to "Fri, 20 Nov 2026 12:00:02 GMT",
            ) shouldBe Optional.of(Duration.ofSeconds(40))
            wait("Retry-After" to "Fri, 20 Nov 2026 09:00:00 GMT") shouldBe Optional.of(Duration.ZERO)
            wait("Retry-After" to "soon") shouldBe Optional.empty()
            wait("Retry-After" to "99999999999999999999") shouldBe
                Optional.of(Duration.ofSeconds(Int.MAX_VALUE.toLong()))
            wait() shouldBe Optional.empty()
        }

        test("a server that is overloaded is asked again when it says, and never later than in a minute") {
            Web.failure("https://a.example/x", reply(429, "Retry-After" to "5"))
                .shouldBeInstanceOf<Failure.Throttled>().retryAfter() shouldBe Duration.ofSeconds(5)
            Web.failure("https://a.example/x", reply(503, "Retry-After" to "3600"))
                .shouldBeInstanceOf<Failure.Throttled>().retryAfter() shouldBe Duration.ofMinutes(1)
            Web.failure("https://a.example/x", reply(429, "Retry-After" to "soon"))
                .shouldBeInstanceOf<Failure.Throttled>()
            Web.failure("https://a.example/x", reply(503)).shouldBeInstanceOf<Failure.Transient>()
            Web.failure("https://a.example/x", reply(404)).shouldBeInstanceOf<Failure.Rejected>()
        }

        test("an answer that stops in the middle, and one that never ends, are given up") {
            val ended = CountDownLatch(1)
            Site { exchange ->
                exchange.sendResponseHeaders(200, 0)
                exchange.responseBody.write(ByteArray(1000))
                exchange.responseBody.flush()
                if (exchange.requestURI.path == "/stalls") {
                    ended.await()
                } else {
                    runCatching { while (true) exchange.responseBody.write(ByteArray(1 shl 16)) }
                }
            }.use { site ->
                val short = Web.Limits(Duration.ofMillis(1500), Duration.ofMillis(300))
                val ticket = Errand()
                fun get(path: String, sink: Sink) = Web(short).get(site.at(path), Fields.NONE, sink, ticket)
                val stalled = runCatching { get("/stalls") { _, _ -> true } }.exceptionOrNull()
                stalled.shouldBeInstanceOf<Failure.Transient>().message shouldContain "stopped in the middle"
                val endless = runCatching { get("/endless") { _, _ -> true } }.exceptionOrNull()
                endless.shouldBeInstanceOf<Failure.Transient>()
                val beginning = Sink.Beginning(5000)
                get("/endless", beginning).status() shouldBe 200
                beginning.bytes().size shouldBe 5000
                val file = passingDirectory("sink").resolve("file")
                val full = runCatching { ScriptDirectory.open(file).use { get("/endless", Sink.to(it, 70_000)) } }
                full.exceptionOrNull().shouldBeInstanceOf<Failure.Rejected>().message shouldContain "longer than"
                ended.countDown()
            }
        }

        test("an endless answer to http is read to its limit") {
            Site { exchange ->
                exchange.sendResponseHeaders(200, 0)
                runCatching { while (true) exchange.responseBody.write("ok ".repeat(20_000).toByteArray()) }
            }.use { site ->
                val machine = Machine()
                machine.problems { http(site.at("/")) { contains("ok") } } shouldBe ""
                machine.problems { http(site.at("/")) { contains("never") } } shouldContain "in its first 16 MiB"
            }
        }

        test("an error page is not taken for the file") {
            Site { it.says("not here", 404) }.use { site ->
                val machine = Machine()
                machine.problems { download(site.at("/x")) { to = "x" } } shouldContain "status 404"
                machine.root.resolve("x").exists() shouldBe false
                Sink.NOTHING.take(200, ByteBuffer.allocate(1)) shouldBe false
            }
        }
    })
