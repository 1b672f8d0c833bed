package dev.slipway.local

import com.sun.net.httpserver.HttpServer
import dev.slipway.model.Fields
import dev.slipway.ssh.Errand
import dev.slipway.store.Disk
import dev.slipway.store.SystemDisk
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.net.InetSocketAddress
import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.exists
import kotlin.io.path.isDirectory
import kotlin.io.path.name
import kotlin.io.path.readText

/** What is done must still be there after a power cut, before anybody is told that it is done. */
class DurableSpec :
    FunSpec({
        test("a download and its pin are forced to disk before they get their names, and their names after") {
            val root = passingDirectory("slipway")
            val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0).apply {
                createContext("/tool") { exchange ->
                    exchange.use {
                        it.sendResponseHeaders(200, 0)
                        it.responseBody.write("tool".toByteArray())
                    }
                }
                start()
            }
            try {
                val forced = mutableListOf<String>()
                val disk = object : Disk by SystemDisk() {
                    override fun force(fileOrDirectory: Path) {
                        val named = listOf("bin/tool", "slipway.lock").filter { root.resolve(it).exists() }
                        val what = if (fileOrDirectory.isDirectory()) fileOrDirectory.name else "a draft"
                        forced += "$what with $named"
                        SystemDisk().force(fileOrDirectory)
                    }

                    override fun place(file: Path, bytes: ByteArray) = error("makes files that only their owner reads")
                }
                val url = "http://127.0.0.1:${server.address.port}/tool"
                Downloads(
                    ScriptDirectory(root),
                    Web(Web.Limits(Duration.ZERO, Duration.ofMinutes(1))),
                    disk,
                ).create(Fields.of("path", "bin/tool", "url", url), Errand())
                    .toCompletableFuture().join()
                root.resolve("bin/tool").readText() shouldBe "tool"
                forced.shouldContainExactly(
                    "a draft with []",
                    "${root.name} with [slipway.lock]",
                    "a draft with [slipway.lock]",
                    "bin with [bin/tool, slipway.lock]",
                )
            } finally {
                server.stop(0)
            }
        }
    })
