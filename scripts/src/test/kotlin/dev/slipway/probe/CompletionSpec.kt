package dev.slipway.probe

import dev.slipway.complete.Place
import dev.slipway.complete.Suggestion
import dev.slipway.complete.Suggestions
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.collections.shouldNotContainAnyOf
import io.kotest.matchers.shouldBe
import java.io.File
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import javax.tools.ToolProvider
import kotlin.io.path.div
import kotlin.io.path.outputStream
import kotlin.io.path.readBytes
import kotlin.io.path.writeText

/** What may be written where the bar is. */
class CompletionSpec :
    FunSpec({
        val directory = tempdir("completion").toPath()
        val completer = KotlinCompleter(listOf(File("../dsl/src/main/kotlin"), File("../stdlib/words/src/main/kotlin")))

        fun complete(vararg lines: String): Suggestions {
            val text = "import dev.slipway.dsl.*\n" + lines.joinToString("\n")
            val before = text.substringBefore('|')
            val line = before.substringAfterLast('\n')
            val file = directory / "one.main.kts"
            file.writeText(before + text.substringAfter('|'))
            return completer.at(Place(file, before.count { it == '\n' } + 1, line.codePointCount(0, line.length) + 1))
        }

        fun names(vararg lines: String) = complete(*lines).all.map(Suggestion::name)

        test("in a block, its words and not those of the block around") {
            val inFile = names("""file("x") { | }""")
            inFile shouldContainAll
                listOf("content", "mode", "onDrift", "protect", "ignore", "timeout", "file", "secret")
            inFile shouldNotContainAnyOf
                listOf("inputs", "vlan", "rules", "asValue", "lower", "given", "hashCode", "Ambient")
            val inRun = names("""task("x") { run { | } }""")
            inRun shouldContainAll listOf("directory", "say", "path", "command")
            inRun shouldNotContainAnyOf listOf("inputs", "outputs", "always", "timeout")
        }

        test("in a block that is of no language, also the words around it") {
            names("""file("x") { "a".apply { | } }""") shouldContainAll listOf("length", "content", "onDrift")
        }

        test("a suggestion tells its type, where it belongs, and the first sentence of its author") {
            complete("""file("x") { onDr| }""").all shouldContainExactly listOf(
                Suggestion(
                    Suggestion.Kind.PROPERTY,
                    "onDrift",
                    "onDrift: OnDrift",
                    "OnDrift",
                    "FileBlock",
                    "What to do when changed outside Slipway: `onDrift = accept`.",
                ),
            )
            complete("parameter|").all.map { it.signature to it.doc } shouldContain (
                "parameter(name: String, default: Size): Size" to
                    "A size that `-p name=16GiB` can set: `parameter(\"memory\", 8.GiB)`."
                )
        }

        test("where a value is expected, only what fits") {
            names("""file("x") { onDrift = | }""") shouldContainExactly
                listOf("accept", "onDrift", "revert", "OnDrift.Revert", "OnDrift.Accept")
            names("""val lan = network("10.0.3.0/24")""", """file("x") { content = l| }""") shouldContain "lan"
            names("""file("x") { onDrift = re| }""").take(2) shouldContainExactly listOf("revert", "retry")
            names("""file("x") { protect = | }""") shouldContainAll listOf("adopt", "true", "false", "parameter")
            names("""val some = 3.GiB""", """val other: Size = | """) shouldContainAll listOf("some", "parameter")
            complete("""pool("a", |)""").expected shouldContainExactly listOf("Int")
            complete("""file("x") { content(|) }""").expected shouldContainExactly listOf("Output<String>", "Secret")
        }

        test("after a dot, the members of what stands before it") {
            names("""val lan = network("10.0.3.0/24")""", "lan.|") shouldContainAll
                listOf("gateway", "vlan", "prefix", "let")
            names("""val all = listOf(network("10.0.3.0/24"))""", "all.first().ga|") shouldContainExactly
                listOf("gateway")
            names("val memory = 4.|").takeWhile { it != "and" } shouldContainAll listOf("GiB", "minutes")
            names("val memory = 16.G|") shouldContainAll listOf("GiB", "GB")
            names("""val n = env("X").len|""").shouldBeEmpty()
            names("""val n = env("X")?.len|""") shouldContainExactly listOf("length")
            names("val x = OnDrift.|").take(2) shouldContainExactly listOf("Revert", "Accept")
            names("environment.upperc|") shouldContain "uppercase"
            names("Regex.esc|") shouldContainExactly listOf("escape", "escapeReplacement")
            names("java.io.File(\"x\").pathSep|").shouldBeEmpty()
        }

        test("after a value, the words that stand between two") {
            val words = names("""expose("api") |""")
            words shouldContain "via"
            words shouldNotContain "file"
            complete("""expose("api") via |""").expected shouldContainExactly listOf("Via")
        }

        test("what the script itself declares") {
            val own = complete(
                "class Own(val size: Int) { fun twice() = 2 }",
                "enum class Colour { Red, Green }",
                "val early = Own(1)",
                "listOf(1).forEach { number -> |",
                "}",
                "fun helper(n: Int): String = \"\"",
                "val late = 1",
            ).all.associate { it.name to it.signature }
            own["helper"] shouldBe "helper(n: Int): String"
            own["early"] shouldBe "early: Own"
            own["number"] shouldBe "number: Int"
            own["late"] shouldBe null
            names("fun NetworkBlock.standard() {}", "network(\"10.0.0.0/8\") { stan| }") shouldContain "standard"
            names("class Own(val size: Int) { fun twice() = 2 }", "Own(1).|") shouldContainAll listOf("size", "twice")
            names("enum class Colour { Red, Green }", "val c: Colour = Colour.|") shouldContainAll
                listOf("Red", "Green")
        }

        test("what an import declares") {
            (directory / "deep.main.kts").writeText("fun sharedDeep(n: Int) = n")
            (directory / "lib.main.kts").writeText("@file:Import(\"deep.main.kts\")\nval sharedValue = 3")
            val file = directory / "importing.main.kts"
            file.writeText("@file:Import(\"lib.main.kts\")\n@file:Import(\"deep.main.kts\")\nsha\n")
            completer.at(Place(file, 3, 4)).all.map { it.signature } shouldContainExactly
                listOf("sharedValue: Int", "sharedDeep(n: Int): Int")
        }

        test("what is in a jar that the script names") {
            val classes = tempdir("classes").toPath()
            (classes / "Crate.java").writeText("package lib; public class Crate { public int planks() { return 1; } }")
            ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", "$classes", "${classes / "Crate.java"}")
            ZipOutputStream((directory / "lib.jar").outputStream()).use { zip ->
                zip.putNextEntry(ZipEntry("lib/Crate.class"))
                zip.write((classes / "lib" / "Crate.class").readBytes())
            }
            val file = directory / "naming.main.kts"
            file.writeText("@file:DependsOn(\"lib.jar\")\nlib.Crate().pl\n")
            completer.at(Place(file, 2, 15)).all.map { it.signature } shouldContainExactly listOf("planks(): Int")
        }

        test("a prefix filters, and the rest of the word does not matter") {
            names("netw|") shouldContainExactly listOf("network")
            names("netw|ork(\"10.0.0.0/8\")") shouldContainExactly listOf("network")
            complete("file(\"x\") { con|tent = \"a\" }").let {
                it.prefix to it.all.take(3).map(Suggestion::signature)
            } shouldBe
                ("con" to listOf("content: String", "content(value: Output<String>)", "content(value: Secret)"))
        }

        test("characters that take two units of Java count once") {
            names("""val s = "ü😀€"; file("😀") { mo| }""") shouldContainExactly listOf("mode", "moved")
            names("val grün = 1", "val ü = \"😀 \${ grü| }\"") shouldContainExactly listOf("grün")
        }

        test("in text, comments, numbers and new names there is nothing to suggest") {
            listOf("val x = \"fi|\"", "// fi|", "/* fi| */", "val x = 12|", "val fi|", "import dev.sl|").forEach {
                names(it).shouldBeEmpty()
            }
            names("val x = \"\${ fil| }\"") shouldContain "file"
            names("val where = 1", "val x = \"\$whe|\"") shouldContain "where"
        }

        test("an import or a jar that is not there is no hindrance for the words") {
            val file = directory / "lost.main.kts"
            for (header in listOf("@file:Import(\"lost.kts\")", "@file:DependsOn(\"lost.jar\")")) {
                file.writeText("$header\nimport dev.slipway.dsl.*\nfile(\"x\") { con }")
                completer.at(Place(file, 3, 16)).all.map(Suggestion::name) shouldContain "content"
            }
        }

        test("lines may end as elsewhere") {
            val file = directory / "crlf.main.kts"
            file.writeText("import dev.slipway.dsl.*\r\nval a = )\r\nval b = (\r\nfile(\"x\") { con }\r\n")
            completer.at(Place(file, 4, 16)).all.map(Suggestion::name) shouldContain "content"
        }

        test("what every value has comes last") {
            val all = names("val lan = network(\"10.0.3.0/24\")", "lan.|")
            (all.indexOf("gateway") < all.indexOf("hashCode")) shouldBe true
            (all.indexOf("apply") < all.indexOf("hashCode")) shouldBe true
        }

        test("code that is broken elsewhere is no hindrance") {
            names("val n: Int = \"\"", "nothing()", "file(\"x\") { mod| }", "val z: Nope = 3") shouldContainExactly
                listOf("mode")
            names("val z = (1 +", "file(\"x\") { mod| }") shouldContainExactly listOf("mode")
            names("file(\"x\") { mod| }", "val z = )(", "fun (") shouldContainExactly listOf("mode")
            names("val lan = network(\"10.0.0.0/8\")", "file(\"x\") {", "    content = lan.ga|") shouldContainExactly
                listOf("gateway")
            names("task(\"x\") {", "    val = ", "    run { sa| }", "}", "val ok = 1") shouldContainExactly
                listOf("say")
            names("val s = \"not closed", "netw|") shouldContainExactly listOf("network")
        }
    })
