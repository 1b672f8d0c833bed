package dev.slipway.data

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.math.BigDecimal
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

class ManifestReaderSpec :
    FunSpec({
        fun read(text: String) = ManifestReader.read(text).map { it.content }

        fun refused(text: String): String = shouldThrow<ManifestException> {
            read(text)
        }.let { "${it.line}: ${it.message}" }

        test("plain scalars mean what they mean to kubectl") {
            read(
                """
                {mode: 0644, on: yes, off: "off", port: 80, text: '80', half: 0.5, none: ~, hex: 0x10, name: v1.10, ip: 10.0.0.1}
                """.trimIndent(),
            ).single() shouldBe mapOf(
                "mode" to 420L, "on" to true, "off" to "off", "port" to 80L, "text" to "80",
                "half" to BigDecimal(
                    "0.5",
                ),
                "hex" to 16L, "name" to "v1.10", "ip" to "10.0.0.1",
            )
        }

        test("several documents, of which some are empty") {
            read("---\n# nothing\n---\na: 1\n---\nb: 2\n...\n") shouldBe listOf(mapOf("a" to 1L), mapOf("b" to 2L))
        }

        test("anchors and merge keys are expanded; what stands there itself comes first") {
            read("base: &b {a: 1, c: 2}\nover: {<<: *b, c: 3}").single()["over"] shouldBe mapOf("a" to 1L, "c" to 3L)
        }

        test("a duplicate key is refused with its line") {
            refused("a: 1\nb: 2\na: 3") shouldBe "3: the key 'a' is already on line 1"
        }

        test("a document that is no map is refused with its line") {
            refused("a: 1\n---\n- 2") shouldBe "3: a document is a map of fields, and this is a list"
        }

        test("a bomb of aliases is refused at once") {
            val bomb = (1..9).fold("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n") { text, i ->
                text + "a$i: &a$i [${(1..10).joinToString { "*a${i - 1}" }}]\n"
            }
            measureTime {
                refused(bomb) shouldContain "more than 1000000 values"
            }.inWholeSeconds.toInt() shouldBeLessThan
                10.seconds.inWholeSeconds.toInt()
        }

        test("20 MB are refused without reading them") {
            refused("a: " + "x".repeat(20_000_000)) shouldContain "at most 16777216 are read"
        }

        test("an alias within itself is refused") {
            refused("a: &a [*a]") shouldContain "nested"
        }

        test("a number that no integer holds is refused unless it is in quotes") {
            refused("a: 99999999999999999999") shouldContain "too large"
            read("a: '99999999999999999999'").single() shouldBe mapOf("a" to "99999999999999999999")
        }
    })
