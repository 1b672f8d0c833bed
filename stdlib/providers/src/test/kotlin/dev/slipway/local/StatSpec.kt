package dev.slipway.local

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.optional.shouldBeEmpty
import io.kotest.matchers.optional.shouldBePresent
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.nio.file.Files
import java.nio.file.attribute.FileTime

class StatSpec :
    FunSpec({
        test("what was written here just now is known by its times, and by them alone") {
            val file = Files.writeString(tempdir().toPath().resolve("file"), "one")
            val ours = Stat.ours(file).shouldBePresent()
            Stat.ours(file).get() shouldBe ours
            Files.setLastModifiedTime(file, FileTime.fromMillis(0))
            Stat.ours(file).get() shouldNotBe ours
        }

        test("what is not there has none") {
            Stat.ours(tempdir().toPath().resolve("nothing")).shouldBeEmpty()
        }
    })
