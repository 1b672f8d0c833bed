package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run with nothing to do does not load. */
class NothingHeavyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private String run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "a.main.kts"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_CACHE", directory.resolve("cache").toString());
        builder.environment().put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        builder.environment().put("TOKEN", "a value");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void neitherCompilerNorVaultAreLoaded() throws Exception {
        Files.writeString(directory.resolve("vault.age"), "not opened, since the environment has the secret");
        Files.writeString(directory.resolve("a.main.kts"), """
                import dev.slipway.dsl.*
                file("token") { content(secret("TOKEN")) }
                """);
        run("up", "--yes");
        String said = run("plan");
        assertTrue(said.contains("No changes"), said);
        assertTrue(said.contains(" dev.slipway.vault.VaultSource "), "classes are told");
        for (String heavy : List.of(
                " com.exceptionfactory",
                " dev.slipway.vault.Vault ",
                " org.jetbrains.kotlin.",
                " A_main ",
                " dev.slipway.lab.",
                " dev.slipway.rehearse.",
                " dev.slipway.dsl.")) {
            assertFalse(said.contains(heavy), heavy);
        }
    }
}
