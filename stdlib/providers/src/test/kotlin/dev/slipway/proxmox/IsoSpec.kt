package dev.slipway.proxmox

import dev.slipway.local.passingDirectory
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.TimeUnit
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeBytes

/** The disc, as other programs read it. */
class IsoSpec :
    FunSpec({
        val directory = passingDirectory("iso")
        val files = mapOf("user-data" to "#cloud-config\n{}\n", "meta-data" to "x".repeat(5000), "network-config" to "")
        val disc = Iso("cidata", files.mapValues { it.value.toByteArray() }).bytes()
        val file = directory.resolve("seed.iso").also { it.writeBytes(disc) }

        fun has(program: String) = System.getenv("PATH").split(":").any { java.io.File(it, program).canExecute() }

        fun said(vararg command: String): String {
            val process = ProcessBuilder(*command).directory(directory.toFile()).redirectErrorStream(true).start()
            val text = process.inputStream.readAllBytes().decodeToString()
            process.waitFor(30, TimeUnit.SECONDS) shouldBe true
            process.exitValue() shouldBe 0
            return text
        }

        test("the same files make the same disc, whole sectors and nothing else") {
            Iso("cidata", files.mapValues { it.value.toByteArray() }).bytes().contentEquals(disc) shouldBe true
            disc.size % 2048 shouldBe 0
        }

        for (way in listOf("-R", "-J")) {
            test("isoinfo $way lists it").config(enabledIf = { has("isoinfo") }) {
                said("isoinfo", "-d", "-i", "$file") shouldContain "Volume id: cidata"
                said("isoinfo", "-f", way, "-i", "$file").lines().filter { it.isNotBlank() }.toSet() shouldBe
                    files.keys.map { "/$it" }.toSet()
                files.forEach { (name, content) ->
                    said("isoinfo", way, "-x", "/$name", "-i", "$file") shouldBe content
                }
            }
        }

        for (way in listOf("", "!rockridge", "!joliet")) {
            test("bsdtar unpacks it $way").config(enabledIf = { has("bsdtar") }) {
                said(
                    *(
                        listOf("bsdtar") + (if (way.isEmpty()) listOf() else listOf("--options", way)) +
                            listOf("-xf", "$file")
                        ).toTypedArray(),
                ) shouldBe
                    ""
                files.forEach { (name, content) ->
                    directory.resolve(name).readText() shouldBe content
                    directory.resolve(name).toFile().delete()
                }
            }
        }

        test("it is what genisoimage would have made").config(enabledIf = { has("genisoimage") && has("bsdtar") }) {
            files.forEach { (name, content) -> directory.resolve(name).writeBytes(content.toByteArray()) }
            said(
                *(
                    listOf(
                        "genisoimage",
                        "-quiet",
                        "-o",
                        "other.iso",
                        "-V",
                        "cidata",
                        "-r",
                        "-J",
                    ) + files.keys
                    ).toTypedArray(),
            )
            said("bsdtar", "-tf", "other.iso") shouldBe said("bsdtar", "-tf", "$file")
            directory.resolve("other.iso").readBytes().copyOfRange(32808, 32814) shouldBe disc.copyOfRange(32808, 32814)
        }
    })
