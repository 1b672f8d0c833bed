package dev.slipway.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler as a process, with the class path of this one. */
class CompilerProcessTest {
    @TempDir
    Path directory;

    private final CompilerProcess compiler = new CompilerProcess(
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path")),
            120);

    private ScriptFile script(String... lines) throws IOException {
        return ScriptFile.read(Files.writeString(directory.resolve("a.main.kts"), String.join("\n", lines)));
    }

    @Test
    void whatItSaysArrivesInFull() throws IOException {
        ScriptFile script = script("val n: Int = \"\u00fc\"", "nonsense()");
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> compiler.compile(script, directory.resolve("a.jar")));
        assertEquals(2, refused.problems().size());
        assertTrue(refused.problems().get(0).why().contains("\u00fc"), refused.getMessage());
    }

    @Test
    void manyAtOnceLeaveOneWholeJar() throws IOException {
        ScriptFile script = script("val n = 1");
        Path cache = directory.resolve("cache");
        var scripts = new ScriptCache(cache, Fingerprint.ZERO, compiler, warned -> {}, false);
        List<CompiledScript> all = IntStream.range(0, 3)
                .parallel()
                .mapToObj(i -> scripts.get(script))
                .toList();
        assertEquals(
                List.of("A_main"),
                all.stream().map(one -> one.main().className()).distinct().toList());
        try (var files = Files.list(cache)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void whoCannotStartSaysSo() throws IOException {
        ScriptFile script = script("val n = 1");
        var nothing = new CompilerProcess(List.of("/bin/true"), 10);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> nothing.compile(script, directory.resolve("a.jar")));
        assertTrue(refused.getMessage().contains("did not come to an end"), refused.getMessage());
        var slow = new CompilerProcess(List.of("/bin/sh", "-c", "sleep 30"), 1);
        assertTrue(assertThrows(InvalidInputException.class, () -> slow.compile(script, directory.resolve("a.jar")))
                .getMessage()
                .contains("longer to compile"));
    }
}
