package dev.slipway.proxmox

import com.sun.net.httpserver.HttpServer
import dev.slipway.dsl.ImageBlock
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import org.tukaani.xz.LZMA2Options
import org.tukaani.xz.XZOutputStream
import java.io.ByteArrayOutputStream
import java.net.InetSocketAddress
import java.security.MessageDigest
import java.util.HexFormat
import kotlin.io.path.createDirectories
import kotlin.io.path.writeBytes
import kotlin.random.Random

/** What Proxmox VE cannot fetch or unpack by itself. */
class UploadsSpec :
    FunSpec({
        val raw = Random(1).nextBytes(300_000)
        val packed = ByteArrayOutputStream().also { to ->
            XZOutputStream(to, LZMA2Options(0)).use { it.write(raw) }
        }.toByteArray()

        fun sha256(of: ByteArray) = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(of))

        for (version in listOf("8.4", "9.1")) {
            test("$version: a file beside the script is uploaded as it is when unpacked, and a cut one is not") {
                LabGround(version).use { ground ->
                    val machine = ground.machine()
                    fun talos(more: ImageBlock.() -> Unit = {}): () -> Unit = {
                        proxmox {
                            ground.reach(this)
                            image("talos") {
                                file = "images/talos.raw.xz"
                                storage = "local"
                                on("trinity")
                                more()
                            }
                        }
                    }
                    val file = machine.root.resolve("images").createDirectories().resolve("talos.raw.xz")
                    file.writeBytes(packed.copyOf(packed.size / 2))
                    machine.problems(talos()) shouldContain "talos.raw.xz is damaged or cut short"
                    ground.files("local").shouldBeEmpty()
                    file.writeBytes(packed)
                    machine.done(talos()).size shouldBe 1
                    val name = "local:import/talos-${sha256(packed).take(12)}.raw"
                    ground.files("local") shouldContainExactly listOf("trinity $name")
                    ground.size("trinity", name) shouldBe raw.size.toLong()
                    machine.done(talos()).shouldBeEmpty()
                    file.writeBytes(
                        ByteArrayOutputStream().also { to ->
                            XZOutputStream(to, LZMA2Options(0)).use { it.write(raw + 1) }
                        }.toByteArray(),
                    )
                    machine.done(talos()).size shouldBe 1
                    ground.files("local").size shouldBe 1
                    ground.size("trinity", ground.files("local").single().substringAfter(' ')) shouldBe raw.size + 1L
                    machine.done { proxmox { ground.reach(this) } }
                    ground.files("local").shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            }
        }

        test("what separates the parts of an upload is drawn anew for each, so no file can hold it") {
            val file = UploadSource.of("x".toByteArray())
            val drawn = List(3) { Upload(mapOf(), "same.iso", file).contentType.parameter("boundary") }
            drawn.distinct().size shouldBe 3
        }

        test("what is packed with xz at an address is fetched, compared and unpacked here") {
            val web = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)
            web.createContext("/") { asked ->
                asked.sendResponseHeaders(200, packed.size.toLong())
                asked.responseBody.use { it.write(packed) }
            }
            web.start()
            try {
                LabGround("9.1").use { ground ->
                    val machine = ground.machine()
                    fun talos(digest: String): () -> Unit = {
                        proxmox {
                            ground.reach(this)
                            image("talos") {
                                url = "http://127.0.0.1:${web.address.port}/nocloud-amd64.raw.xz"
                                sha256 = digest
                                storage = "local"
                            }
                        }
                    }
                    machine.problems(talos("00".repeat(32))) shouldContain
                        "has the digest ${sha256(packed)} and not 0000"
                    ground.files("local").shouldBeEmpty()
                    machine.done(talos(sha256(packed))) shouldBe
                        setOf("download/.slipway/images/talos.raw.xz", "proxmox.image/talos")
                    ground.files("local").size shouldBe 2
                    machine.done(talos(sha256(packed))).shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            } finally {
                web.stop(0)
            }
        }
    })
