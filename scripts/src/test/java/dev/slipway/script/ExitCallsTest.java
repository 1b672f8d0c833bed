package dev.slipway.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.KotlinCompiler;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a script would end the process, it is refused with the line, before any of it runs. */
class ExitCallsTest {
    @TempDir
    Path directory;

    @Test
    void everyCallThatEndsTheProcessIsFound() throws IOException {
        Files.writeString(directory.resolve("lib.main.kts"), """
                fun leave() {
                    System.exit(3)
                }
                """);
        Path script = Files.writeString(directory.resolve("one.main.kts"), """
                @file:Import("lib.main.kts")
                import dev.slipway.dsl.*
                import kotlin.system.exitProcess
                val end: (Int) -> Unit = Runtime.getRuntime()::halt
                task("half") {
                    run { say("now"); Runtime.getRuntime().halt(0) }
                }
                object Deep { fun down() { listOf(1).forEach { exitProcess(it) } } }
                class Exit { fun exit(code: Int) = code }
                val fine = Exit().exit(0)
                leave()
                """);
        Path jar = directory.resolve("one.jar");
        new KotlinCompiler().compile(ScriptFile.read(script), jar);
        CompiledScript compiled = CompiledScript.open(jar).orElseThrow();
        var refused = assertThrows(InvalidInputException.class, () -> ExitCalls.check(compiled));
        assertEquals(
                List.of(
                        "lib.main.kts:2 System.exit",
                        "one.main.kts:4 Runtime.halt",
                        "one.main.kts:6 Runtime.halt",
                        "one.main.kts:8 System.exit"),
                refused.problems().stream()
                        .map(one -> one.where() + " " + one.why().replaceAll("it calls (.*), and .*", "$1"))
                        .distinct()
                        .sorted()
                        .toList());
    }
}
