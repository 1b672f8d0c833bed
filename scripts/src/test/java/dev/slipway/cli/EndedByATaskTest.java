package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launch.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task that ends the process where no check of the script can see it: the next run goes on from there. */
@Timeout(120)
class EndedByATaskTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** In a process of its own, which it ends. */
    private int ended(String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        script,
                        "up",
                        "--yes")
                .redirectErrorStream(true);
        builder.environment().put("SLIPWAY_CACHE", directory.resolve("cache").toString());
        builder.environment().put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said);
        assertFalse(said.contains("could not be"), said);
        return process.exitValue();
    }

    @Test
    void nothingIsLostAndNothingDoneTwice() throws Exception {
        var shell = new Shell(directory);
        String script = shell.write(
                        "a.main.kts",
                        "import dev.slipway.dsl.*",
                        "val first = exec(\"first\") { shell(\"echo first >> log\") }",
                        "val quit = task(\"quit\") {",
                        "    after(first)",
                        "    run {",
                        "        val how = path(\"how\").toFile()",
                        "        if (how.exists()) {",
                        "            val name = how.readText()",
                        "            how.delete()",
                        "            Class.forName(\"java.lang.Runtime\").getMethod(name, Int::class.java)",
                        "                .invoke(Runtime.getRuntime(), 7)",
                        "        }",
                        "        output(\"said\", \"good\")",
                        "    }",
                        "}",
                        "file(\"last\") { after(quit); content = \"last\" }")
                .toString();
        assertEquals(Exit.DONE, shell.run(script, "check").code());
        for (String how : List.of("halt", "exit")) {
            Files.writeString(shell.path("how"), how);
            assertEquals(7, ended(script), how);
            assertEquals(List.of("first"), Files.readAllLines(shell.path("log")));
        }
        var up = shell.run(script, "up", "--yes");
        assertEquals(Exit.DONE, up.code(), up.out() + up.err());
        assertEquals(List.of("first"), Files.readAllLines(shell.path("log")), "it was done and recorded before");
        assertEquals("last", Files.readString(shell.path("last")));
        assertEquals(Exit.DONE, shell.run(script, "plan", "--exit-code").code());
    }
}
