package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultVerbTest {
    private static final String CANARY = "canary-0f1e2d";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    private String said = "";

    @BeforeEach
    void begin() {
        shell = new Shell(directory)
                .with("SLIPWAY_VAULT", directory.resolve("vault.age").toString());
    }

    private Shell.Result vault(String... words) {
        var typed = new ArrayList<>(List.of("vault"));
        typed.addAll(List.of(words));
        var result = shell.run(typed.toArray(String[]::new));
        said += String.join(" ", words) + "\n" + result.out() + result.err();
        return result;
    }

    private void done(String... words) {
        var result = vault(words);
        assertEquals(Exit.DONE, result.code(), result.err());
    }

    private String key() throws IOException {
        return Files.readString(directory.resolve("config/identity"))
                .lines()
                .filter(line -> line.startsWith("AGE-SECRET"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRunIsToldWhichVaultAndWhatOpensIt() {
        String vault = directory.resolve("secrets/one.age").toString();
        String identity = directory.resolve("keys/mine").toString();
        List<String> both = List.of("--vault", vault, "--identity", identity);
        done("init", "--vault", vault, "--identity", identity);
        shell.piping(CANARY + "\n");
        done("set", "TOKEN", "--vault", vault, "--identity", identity);
        String script = shell.write(
                        "one.main.kts", "import dev.slipway.dsl.*", "file(\"a\") { content(secret(\"TOKEN\")) }")
                .toString();
        assertEquals(Exit.FAILED, shell.run(script, "plan").code());
        String plan = directory.resolve("a.plan").toString();
        var planned = shell.run(with(both, script, "plan", "--out", plan));
        assertEquals(Exit.DONE, planned.code(), planned.err());
        assertEquals(Exit.DONE, shell.run(with(both, "apply", plan, "--yes")).code());
        assertEquals(CANARY, shell.read("a"), "without the line break of the pipe");
        var again = shell.run(with(both, script, "up", "--yes"));
        assertEquals("No changes: checked 1 object.\n", again.out(), again.err());
    }

    private static String[] with(List<String> more, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(more);
        return all.toArray(String[]::new);
    }

    @Test
    void aValueGoesInByTheInputAndOutOnRequest() throws IOException {
        done("init");
        shell.piping(CANARY + "\n");
        done("set", "TOKEN");
        done("list");
        done("recipients");
        assertEquals(CANARY + "\n", shell.run("vault", "get", "TOKEN").out());
        done("rotate");
        assertEquals(CANARY + "\n", shell.run("vault", "get", "TOKEN").out());
        String other = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
        done("recipients", "add", other, "the", "other");
        done("recipients", "rm", other);
        shell.piping("second\nline");
        done("set", "B");
        done("rm", "B");
        assertTrue(said.contains("TOKEN\n"), said);
        assertNowhere();
    }

    @Test
    void whatGoesWrongIsSaidWithoutTheValue() throws IOException {
        shell.piping(CANARY);
        assertEquals(Exit.FAILED, vault("set", "TOKEN").code());
        assertTrue(said.contains("there is no vault"), said);
        done("init");
        done("set", "TOKEN");
        assertEquals(Exit.FAILED, vault("init").code());
        assertEquals(Exit.USAGE, shell.run("vault", "set", "TOKEN", CANARY).code());
        assertFalse(shell.run("vault", "set", "TOKEN", CANARY).err().contains(CANARY));
        assertFalse(shell.run("vault", "set", "TOKEN=" + CANARY).err().contains(CANARY));
        assertFalse(shell.run("vault", CANARY).err().contains(CANARY));
        assertFalse(shell.run("vault", "recipients", CANARY).err().contains(CANARY));
        assertEquals(Exit.FAILED, vault("get", "NONE").code());
        assertTrue(said.contains("has no secret NONE"), said);
        shell.piping("");
        assertEquals(Exit.FAILED, vault("set", "EMPTY").code());
        shell.with("SLIPWAY_IDENTITY", directory.resolve("none").toString());
        assertEquals(Exit.FAILED, vault("list").code());
        done("list", "--identity", directory.resolve("config/identity").toString());
        Files.writeString(directory.resolve("vault.age"), "broken");
        assertEquals(
                Exit.FAILED,
                vault("list", "--identity", directory.resolve("config/identity").toString())
                        .code());
        assertTrue(said.contains("is no file of age"), said);
        assertNowhere();
    }

    @Test
    void aScriptFindsItsSecretsInTheVault() throws IOException {
        done("init");
        shell.piping(CANARY);
        done("set", "TOKEN");
        String script = shell.write(
                        "one.main.kts",
                        "import dev.slipway.dsl.*",
                        "exec(\"use\") { shell(\"test \\\"\\$T\\\" = " + CANARY.substring(0, 3)
                                + "\\\"ary-0f1e2d\\\"\")",
                        "    env(\"T\", secret(\"TOKEN\")) }",
                        "file(\"c\") { content(secret(\"command:printf \" + \"canary-0 && echo f1e2d\")) }")
                .toString();
        var up = shell.with("SLIPWAY_DEBUG", "1").run(script, "up", "--yes");
        assertEquals(Exit.DONE, up.code(), up.out() + up.err());
        assertTrue(up.err().contains("the secret TOKEN comes from the vault vault.age"), up.err());
        said += up.out() + up.err();
        var plan = shell.run(script, "plan", "--out", shell.path("a.plan").toString());
        assertEquals(Exit.DONE, plan.code());
        assertTrue(plan.out().contains("No changes"), plan.out());
        shell.with("TOKEN", "another");
        said += shell.run(script, "plan").out()
                + shell.run(script, "why", "use").out();
        Files.delete(directory.resolve("c"));
        assertNowhere();
    }

    @Test
    void aScriptSaysWhereItLookedForASecret() {
        String script = shell.write(
                        "one.main.kts",
                        "import dev.slipway.dsl.*",
                        "exec(\"use\") { command(\"true\"); env(\"T\", secret(\"NONE\")) }")
                .toString();
        String err = shell.run(script).err();
        assertTrue(err.contains("one.main.kts:2: the secret env,vault:NONE is not there"), err);
        assertTrue(err.contains("the environment variable NONE is not set, and there is no vault"), err);
        assertTrue(err.contains("slipway vault set NONE"), err);
    }

    /** Neither a value nor a secret key is in anything that was said or written. */
    private void assertNowhere() throws IOException {
        assertFalse(said.contains(CANARY), said);
        assertFalse(said.contains("AGE-SECRET"), said);
        String key = key();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(CANARY), file.toString());
                assertTrue(!text.contains(key) || file.endsWith("config/identity"), file.toString());
            }
        }
    }
}
