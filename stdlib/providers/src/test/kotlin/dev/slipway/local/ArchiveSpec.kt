package dev.slipway.local

import dev.slipway.dsl.archive
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.provide.Failure
import dev.slipway.ssh.Errand
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.ByteArrayOutputStream
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.CompletionException
import kotlin.io.path.createDirectories
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.exists
import kotlin.io.path.writeText

class ArchiveSpec :
    FunSpec({
        fun archived(name: String, strip: String = ""): Throwable? {
            val root = passingDirectory("archive").also { it.resolve("a").createDirectories() }
            root.resolve("x").writeText("x")
            val inputs = Fields.of("path", "out.tar", "strip", strip, "files", Fields.of(name, FileContent.of("x")))
            return runCatching {
                Archives(ScriptDirectory(root)).compute(inputs, Errand()).toCompletableFuture().join()
            }
                .exceptionOrNull().let { if (it is CompletionException) it.cause else it }
        }

        test("a name that leads out of where an archive is unpacked is refused, wherever it turns") {
            listOf("../x", "a/../../x", "a/..", "/x", "a\\..\\..\\x").forEach {
                archived(it).shouldBeInstanceOf<Failure.Rejected>().message shouldContain "outside the directory"
            }
            archived("a/b/../x", "a").shouldBeInstanceOf<Failure.Rejected>()
            archived("a/..x") shouldBe null
            archived("a/x..") shouldBe null
        }

        test("sizes beyond the octal digits of a tar file are as GNU tar reads them") {
            fun listed(size: Long): String {
                val file = passingDirectory("tar").resolve("large.tar")
                Files.write(file, Tar.header(Archives.Entry("large", Path.of("large"), false), size))
                val tar = ProcessBuilder("tar", "-tvf", "$file").redirectError(ProcessBuilder.Redirect.DISCARD).start()
                return tar.inputReader().readText().also { tar.waitFor() }
            }
            listed((1L shl 33) - 1) shouldContain " 8589934591 "
            listed(1L shl 33) shouldContain " 8589934592 "
            listed(100L shl 30) shouldContain " 107374182400 "
        }

        test("a file that changes while it is archived fails the archive, and does not damage it") {
            val file = passingDirectory("changing").resolve("log")
            file.writeText("a".repeat(100_000))
            val entry = Archives.Entry("log", file, false)
            entry.copy(100_000, OutputStream.nullOutputStream())
            var written = 0
            val meddling = object : OutputStream() {
                override fun write(b: Int) = Unit

                override fun write(bytes: ByteArray, offset: Int, length: Int) {
                    written += length
                    Files.writeString(file, "b".repeat(100_000))
                }
            }
            runCatching { entry.copy(100_000, meddling) }.exceptionOrNull()
                .shouldBeInstanceOf<Failure.Conflict>().message shouldContain "changed while it was archived"
            written shouldBe 100_000
            file.writeText("short")
            val out = ByteArrayOutputStream()
            runCatching { entry.copy(100_000, out) }.exceptionOrNull().shouldBeInstanceOf<Failure.Conflict>()
        }

        test("patterns do not follow links to directories, and pass over links to nothing") {
            val machine = Machine()
            val outside = passingDirectory("outside").also { it.resolve("secret").writeText("s") }
            machine.write("src/a.txt", "a")
            machine.write("shared.txt", "shared")
            val src = machine.root.resolve("src")
            src.resolve("out").createSymbolicLinkPointingTo(outside)
            src.resolve("self").createSymbolicLinkPointingTo(src)
            src.resolve("nothing").createSymbolicLinkPointingTo(Path.of("nowhere"))
            src.resolve("b.txt").createSymbolicLinkPointingTo(machine.root.resolve("shared.txt"))
            machine.done { archive("out/src.tar") { from("src/**") } } shouldBe setOf("archive/out/src.tar")
            val tar = ProcessBuilder("tar", "-tf", "${machine.root.resolve("out/src.tar")}").start()
            tar.inputReader().readLines() shouldBe listOf("src/a.txt", "src/b.txt")
        }

        test("what comes in is readable by its owner alone until it takes its place") {
            val draft = passingDirectory("draft").resolve(".file.part")
            draft.writeText("left by a run that was killed")
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-rw-rw-"))
            ScriptDirectory.open(draft).use { _ ->
                PosixFilePermissions.toString(Files.getPosixFilePermissions(draft)) shouldBe "rw-------"
                Files.size(draft) shouldBe 0
            }
            draft.exists() shouldBe true
        }
    })
