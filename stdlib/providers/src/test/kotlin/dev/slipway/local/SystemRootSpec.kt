package dev.slipway.local

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.nio.file.Files
import java.nio.file.attribute.FileTime
import kotlin.io.path.createDirectories
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.writeText

class SystemRootSpec :
    FunSpec({
        test("find and Java list the same files, and a file that was changed in place is not the same") {
            val root = passingDirectory("slipway")
            for (path in listOf("a/b", "a/__pycache__/c", "own/d")) {
                root.resolve(path).also { it.parent.createDirectories() }.writeText("1")
            }
            root.resolve("link").createSymbolicLinkPointingTo(root.resolve("a/b"))
            val hidden = listOf(root.resolve("own"))
            fun names(lines: Set<String>) = lines.map { it.substringBefore('\u0000') }
            fun found() = SystemRoot.found(listOf(root), hidden).orElseThrow()
            val before = found()
            names(before) shouldBe listOf("$root/a/b", "$root/link")
            names(SystemRoot.visited(listOf(root), hidden)) shouldBe names(before)
            val directory = Files.getLastModifiedTime(root.resolve("a"))
            Files.setLastModifiedTime(root.resolve("a/b"), FileTime.fromMillis(1_000))
            Files.getLastModifiedTime(root.resolve("a")) shouldBe directory
            found() shouldNotBe before
        }
    })
