package dev.slipway.language

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.walk

/** Every word is documented, with an example that compiles; and so does the code in the documents. */
class ExamplesSpec :
    FunSpec({
        val words = Words.all()
        val documents = Path.of("../../docs").walk().filter { it.extension == "md" }.sorted().toList()

        test("there are words") { words.size shouldBeGreaterThan 100 }

        test("every word is documented") { words.filter { it.doc == null }.joinToString("\n") shouldBe "" }

        test("every word that is no type has an example") {
            words.filter { !it.isType && it.examples.isEmpty() }.joinToString("\n") shouldBe ""
        }

        test("every word stands in the page of the language") {
            val page = Path.of("../../docs/language.md").readText()
            words.filter { !it.isType && "operator" !in it.text }.mapNotNull { it.name }.distinct()
                .filterNot { Regex("""\b$it\b""").containsMatchIn(page) }.joinToString() shouldBe ""
        }

        val place = tempdir("snippets").toPath()

        test("every example and every block of Kotlin in the documents compiles") {
            val snippets = Snippets(place)
            words.forEach { word ->
                word.examples.forEach { snippets.add("${word.file}:${word.line}", word.owner, it) }
            }
            documents.forEach { document ->
                BLOCK.findAll(document.readText()).forEach {
                    val line = document.readText().substring(0, it.range.first).lines().size
                    snippets.add("${document.name}:$line", "", it.groupValues[1])
                }
            }
            snippets.errors().joinToString("\n") shouldBe ""
        }
    }) {
    private companion object {
        val BLOCK = Regex("""^```kotlin[^\n]*\n(.*?)\n```""", setOf(RegexOption.MULTILINE, RegexOption.DOT_MATCHES_ALL))
    }
}
