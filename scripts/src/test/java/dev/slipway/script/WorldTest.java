package dev.slipway.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.KotlinCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever looks at the world behind the language's back is found out, and nobody else is suspected. */
class WorldTest {
    private static final KotlinCompiler COMPILER = new KotlinCompiler();

    @TempDir
    Path directory;

    private Optional<String> first(String text) throws IOException {
        Path script = Files.writeString(directory.resolve("one.main.kts"), "import dev.slipway.dsl.*\n" + text);
        Path jar = directory.resolve("one.jar");
        COMPILER.compile(ScriptFile.read(script), jar);
        CompiledScript compiled = CompiledScript.open(jar).orElseThrow();
        try (var classes = new ScriptClasses(compiled)) {
            return ImpureCalls.first(compiled, classes.loader());
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/world/reads.txt", delimiterString = " <- ", maxCharsPerColumn = 1000)
    void looksAtTheWorld(String found, String text) throws IOException {
        assertEquals(found, first(text.replace("\\n", "\n")).orElse("nothing"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val a = 1\nval b = System.nanoTime()",
                "object Clock { fun now(at: Long = System.nanoTime()) = at }\nval a by lazy { Clock.now() }\nval b = a",
            })
    void looksAtTheWorldThroughAnImport(String library) throws IOException {
        Files.writeString(directory.resolve("lib.main.kts"), library);
        Path script =
                Files.writeString(directory.resolve("two.main.kts"), "@file:Import(\"lib.main.kts\")\nval after = 1\n");
        Path jar = directory.resolve("two.jar");
        COMPILER.compile(ScriptFile.read(script), jar);
        CompiledScript compiled = CompiledScript.open(jar).orElseThrow();
        try (var classes = new ScriptClasses(compiled)) {
            assertEquals(Optional.of("java.lang.System.nanoTime"), ImpureCalls.first(compiled, classes.loader()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val a = listOf(3, 1, 2).sorted().map { it * 2 }.filter { it > 2 }.groupBy { it % 2 }",
                "val a = \"%05.2f %s\".format(1.5, \"x\").uppercase().split(\" \").joinToString { it.trim() }",
                "data class P(val a: Int, val b: List<String> = emptyList())\nval p = P(1).copy(a = 2).toString()",
                "enum class E { A, B; fun next() = values()[(ordinal + 1) % values().size] }\nval e = E.A.next()",
                "val a by lazy { buildString { repeat(3) { append(it) } } }\nval b = a.length",
                "val a = sequence { yield(1); yieldAll(listOf(2, 3)) }.toList()",
                "val a = Regex(\"a(b+)\").find(\"xabb\")?.groupValues?.get(1)",
                "val a = try { \"x\".toInt() } catch (e: NumberFormatException) { 0 }",
                "val a = env(\"A\", \"b\") + parameter(\"n\", \"c\")",
                "val a = kotlin.io.encoding.Base64.encode(\"abc\".toByteArray())",
                "val a = java.math.BigDecimal(\"1.5\").multiply(java.math.BigDecimal.TEN)",
                "fun never() = System.nanoTime()\nval a = 1",
                "sealed interface S { fun n(): Int }\nclass T : S { override fun n() = 1 }\nval a = T().n()",
                "val t = task(\"t\") { run { path(\"x\").toFile().writeText(\"\" + System.nanoTime()) } }",
                "val all = (1..9).map { file(\"f$it\") { content = \"number $it\" } }",
                "class N(val n: Int) { override fun toString() = \"n$n\" }\nval a = \"${N(1)} ${listOf(N(2))}\"",
                "class N(val n: Int)\nval a = N(1).n",
                "object Sizes { val big = 16.GiB; val all = mapOf(\"big\" to big) }\noutput(\"a\") { Sizes.all.size }",
            })
    void mindsItsOwnBusiness(String text) throws IOException {
        assertEquals(Optional.empty(), first(text), text);
        assertTrue(Files.exists(directory.resolve("one.jar")));
    }
}
