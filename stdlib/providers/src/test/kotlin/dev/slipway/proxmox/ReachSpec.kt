package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.provide.Failure
import dev.slipway.ssh.Errand
import dev.slipway.work.Timer
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.runBlocking
import java.io.IOException
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.URI
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlin.concurrent.thread

/** Hosts that refuse connections, say nothing, or never come to an end. */
class ReachSpec :
    FunSpec({
        test("an endpoint that refuses connections is given up within seconds, once for all resources on it") {
            val time = Turned()
            val dials = AtomicInteger()
            Clusters(dialer(closedPort(), time, dials)).use { clusters ->
                val errand = errand()
                val refused = shouldThrow<Failure.Rejected> { clusters.version(errand) }
                refused.message shouldContain "home at 127.0.0.1 is unreachable"
                refused.message shouldContain "tried 5 times"
                refused.fix() shouldContain "the address and the port"
                Duration.ofNanos(time.nanos()) shouldBeLessThan Duration.ofSeconds(10)
                errand.said.first() shouldContain "attempt 2"
                dials.get() shouldBe 5

                shouldThrow<Failure.Rejected> { clusters.version(errand()) }.message shouldContain "unreachable"
                dials.get() shouldBe 5
                time.pass(Duration.ofSeconds(31))
                shouldThrow<Failure.Rejected> { clusters.version(errand()) }
                dials.get() shouldBe 10
            }
        }

        test("one that has answered before is given a minute to start again") {
            val time = Turned()
            val dials = AtomicInteger()
            val server = server { it.answer("""{"data":{"version":"8.4"}}""") }
            Clusters(dialer(server.localPort, time, dials)).use { clusters ->
                clusters.version(errand())
                server.close()
                shouldThrow<Failure.Rejected> {
                    clusters.work(Fields.of("proxmox", AT), errand()) { get("", "/nodes") }.now()
                }
                    .message shouldContain "tried 9 times"
                Duration.ofSeconds(45) shouldBeLessThan Duration.ofNanos(time.nanos())
            }
        }

        test("a peer that says nothing, and a body that drips for ever, are timed out") {
            val silent = server { CountDownLatch(1).await() }
            val dripping = server { socket ->
                socket.getOutputStream().apply {
                    write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".toByteArray())
                    while (true) {
                        write(' '.code)
                        flush()
                        Thread.sleep(20)
                    }
                }
            }
            for (peer in listOf(silent, dripping)) {
                peer.use {
                    val whole = Duration.ofMillis(600)
                    HttpTransport(Connection(AT), Dialer.DIRECT, Duration.ofMillis(400), whole).use { wire ->
                        val error = shouldThrow<IOException> {
                            runBlocking { wire.send(URI("http://127.0.0.1:${peer.localPort}"), "GET", "/version") }
                        }
                        Unreached.isSilence(error) shouldBe true
                        val failure = Failures(Connection(AT)).of(error, "GET /version", true, "127.0.0.1")
                        failure.message shouldContain "home at 127.0.0.1 timed out at GET /version"
                    }
                }
            }
        }

        test("a request that is under way when time is over ends at once, and says which it was") {
            val asked = CompletableFuture<Unit>()
            val silent = server {
                asked.complete(Unit)
                CountDownLatch(1).await()
            }
            Clusters(dialer(silent.localPort, Timer.real(), AtomicInteger())).use { clusters ->
                val errand = errand()
                val work = clusters.work(Fields.of("proxmox", AT), errand) { put("", "/nodes/trinity/dns") }
                asked.join()
                errand.cancel()
                shouldThrow<Failure.InDoubt> { work.now() }.message shouldContain
                    "home has not answered PUT /nodes/trinity/dns at 127.0.0.1"
            }
            silent.close()
        }
    })

private val AT =
    Fields.of("name", "home", "endpoint", "http://127.0.0.1:8006", "token", Secret.of("env:TOKEN"))

private fun Clusters.version(errand: Errand) = work(Fields.of("proxmox", AT), errand) { version() }.now()

private fun errand() = Errand().apply { secrets["env:TOKEN"] = "root@pam!lab=x" }

private fun dialer(port: Int, time: Timer, dials: AtomicInteger) = object : Dialer {
    override fun find(host: String, asked: Int): Dialer.Place {
        dials.incrementAndGet()
        return Dialer.Place("127.0.0.1", port)
    }

    override fun timer() = time
}

private fun closedPort() = ServerSocket(0).use { it.localPort }

private fun server(serve: (Socket) -> Unit) = ServerSocket(0, 50, InetAddress.getLoopbackAddress()).also { server ->
    thread(isDaemon = true) {
        runCatching {
            while (true) {
                val socket = server.accept()
                thread(isDaemon = true) {
                    runCatching {
                        socket.getInputStream().read(ByteArray(1 shl 12))
                        serve(socket)
                    }
                }
            }
        }
    }
}

private fun Socket.answer(body: String) = use {
    val head = "HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n"
    it.getOutputStream().write((head + body).toByteArray())
}

/** Time that passes as soon as somebody waits for it. */
private class Turned : Timer {
    private val now = AtomicLong(1)

    fun pass(time: Duration) {
        now.addAndGet(time.toNanos())
    }

    override fun nanos() = now.get()

    override fun after(delay: Duration, action: Runnable): Runnable {
        pass(delay)
        action.run()
        return Runnable { }
    }
}
