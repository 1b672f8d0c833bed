package dev.slipway.probe

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

/** How Kotlin, its types and its comments are read without a compiler. */
class ReadingSpec :
    FunSpec({
        val blank = Regex("\\s")

        test("tokens cover all that is not blank, whatever it is") {
            val source = "val `a b` = \"x\${ f(\"}\") }\$y\" /* a /* b */ c */ ?: '\\'' // \u00fc\n" +
                "\"\"\"{\"\"\" 1.5 1.GiB \"open"
            val tokens = Lexer.tokens(source)
            tokens.joinToString("") { it.text }.replace(blank, "") shouldBe source.replace(blank, "")
            tokens.all { source.substring(it.start, it.end) == it.text } shouldBe true
            openBrackets(tokens).map { it.text } shouldBe listOf()
            tokens.map { it.text } shouldContainExactly listOf(
                *listOf("val", "`a b`", "=", "\"x", "\${", "f", "(", "\"}\"", ")", "}", "\$", "y", "\"").toTypedArray(),
                *listOf("/* a /* b */ c */", "?:", "'\\''", "// \u00fc", "\n", "\"\"\"{\"\"\"").toTypedArray(),
                *listOf("1.5", "1", ".", "GiB", "\"open").toTypedArray(),
            )
        }

        test("any beginning of a script can be read") {
            val source = "val a = \"\${ \"\"\"x\${ y }\"\"\" }\" /* */ 'c' `d` 1.5e3 { (a ?: b)[3] } // e"
            source.indices.forEach { i -> Lexer.tokens(source.take(i)).all { it.end <= i } shouldBe true }
        }

        test("types are read as the compiler writes them") {
            val types = listOf("Int", "String?", "List<Network>", "Map<String, List<Int?>>?", "(A, List<B>) -> Unit")
            types.map { TypeText.parse(it).toString() } shouldBe types
            TypeText.parse("FileBlock.(Int) -> Unit").name shouldBe "Function2"
            TypeText.parse("(() -> String)?") shouldBe TypeText("Function0", listOf(TypeText.parse("String")), true)
        }

        test("the first sentence is without links, examples and what is not a word") {
            Explained.sentence("/** One of [Network]. Two. */") shouldBe "One of Network."
            val long = "/**\n * What `a. b` is\n * about.\n *\n * ```\n * x\n * ```\n */"
            Explained.sentence(long) shouldBe "What `a. b` is about."
            Explained.sentence("/** No end */") shouldBe "No end"
        }

        test("what is said belongs to what is declared next") {
            val source = """
                /** A box. */
                public class Box internal constructor(
                    /** Its name. */
                    public val name: String,
                ) {
                    /** Puts it in. */
                    public fun <T> put(vararg all: T, by: (Int, T) -> Unit = { a, b -> }) {}
                }

                /** So many. */
                public val Int.boxes: Box get() = Box("")

                /** Which. */
                public enum class Sort {
                    /** The first. */
                    First,
                }
            """
            Explained.all(source) shouldContainExactly listOf(
                Explained("", "Box", null, "A box."),
                Explained("Box", "name", null, "Its name."),
                Explained("Box", "put", listOf("T", "(Int, T) -> Unit"), "Puts it in."),
                Explained("", "boxes", null, "So many."),
                Explained("", "Sort", null, "Which."),
                Explained("Sort", "First", null, "The first."),
            )
        }
    })
