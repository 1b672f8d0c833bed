package dev.slipway.language

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** What operators can write, and what authors of words can call, changes by decision: it stands in `api/words.api`. */
class ApiSpec :
    FunSpec({
        test("the public API is the committed one") {
            val actual = listOf("dsl", "evaluate").joinToString("\n") { name ->
                "package dev.slipway.$name\n" + Words.below(name).joinToString("") { word ->
                    if (word.owner.isEmpty()) "\n${word.text}\n" else "    ${word.text}\n"
                }
            }
            val golden = Path.of("api/words.api")
            if (System.getProperty("golden.update") == "true") {
                golden.also { it.parent.createDirectories() }.writeText(actual)
            }
            withClue("run with -Dgolden.update=true, and review the difference") {
                (if (golden.exists()) golden.readText() else "") shouldBe actual
            }
        }
    })
