package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are planted, every verb is run, and every byte that Slipway wrote is searched for them. */
class CanaryTest {
    /** What cannot be there by chance; the values around them hold what shells and JSON would escape. */
    private static final List<String> CANARIES =
            List.of("canary9d1fenv", "canary77e0file", "canary5ab2two", "canary31c8vault", "canaryf60dcommand");

    /** Where the script itself asks for a secret to be written. */
    private static final List<String> ASKED_FOR = List.of("key.txt", "told.txt", "secret.conf", "rendered.conf");

    private static final String PLAN = "saved.plan";

    /** What is typed to try a verb; more than once where it says different things. */
    private static final Map<String, List<List<String>>> TYPED = Map.ofEntries(
            Map.entry("plan", List.of(List.of(), List.of("--json"), List.of("--all"), List.of("--down"))),
            Map.entry("up", List.of(List.of("--yes"), List.of("--yes", "--json"))),
            Map.entry("check", List.of(List.of(), List.of("--json"))),
            Map.entry("graph", List.of(List.of(), List.of("--json"), List.of("--as", "dot"), List.of("--as", "svg"))),
            Map.entry("why", List.of(List.of("secret.conf"), List.of("login"), List.of("--not", "secret.conf"))),
            Map.entry("run", List.of(List.of("login"), List.of("uses", "--json"))),
            Map.entry("output", List.of(List.of(), List.of("login"), List.of("--json"), List.of("token"))),
            Map.entry("drift", List.of(List.of(), List.of("--json"), List.of("--deep"))),
            Map.entry("down", List.of(List.of("--yes"))),
            Map.entry("vault", List.of(List.of("list"), List.of("recipients"), List.of("rotate"))),
            Map.entry(
                    "state",
                    List.of(
                            List.of("list"),
                            List.of("show", "secret.conf"),
                            List.of("show", "secret.conf", "--json"))));

    @TempDir
    Path directory;

    private Shell shell;
    private final StringBuilder said = new StringBuilder();

    @BeforeEach
    void plant() {
        shell = new Shell(directory)
                .with("TOKEN", "ca\"na\\ry $'" + CANARIES.get(0) + "' \u00fc")
                .with("TWO_LINES", "first " + CANARIES.get(2) + "\nsecond " + CANARIES.get(2) + "b")
                .with("SLIPWAY_DEBUG", "1");
        shell.with("SLIPWAY_VAULT", shell.path("secrets.age").toString());
        run("vault", "init");
        shell.piping(CANARIES.get(3) + "\n");
        assertEquals(Exit.DONE, run("vault", "set", "DB").code(), said::toString);
        shell.write("key.txt", CANARIES.get(1));
        shell.write("told.txt", CANARIES.get(4));
        shell.write("t.in", "token: {{token}}");
        shell.write(
                "one.main.kts",
                "import dev.slipway.dsl.*",
                "val login = exec(\"login\") {",
                "    shell(\"env | grep TOKEN; echo \\$KEY >&2; env | grep -A1 TWO=; printf 'ci:%s' \\\"\\$TOKEN\\\" | base64 -w0\")",
                "    env(\"TOKEN\", secret(\"TOKEN\"))",
                "    env(\"KEY\", secret(\"file:key.txt\"))",
                "    env(\"TWO\", secret(\"TWO_LINES\"))",
                "    env(\"DB_TOKEN\", secret(\"vault:DB\"))",
                "    env(\"TOLD_TOKEN\", secret(\"command:cat '" + shell.path("told.txt") + "'\"))",
                "}",
                "file(\"secret.conf\") { content(text(\"token=\", secret(\"TOKEN\"), \" \", secret(\"TWO_LINES\"), \"\\n\")) }",
                "template(\"rendered.conf\") { from = \"t.in\"; value(\"token\", secret(\"file:key.txt\")) }",
                "task(\"uses\") {",
                "    input(\"token\", secret(\"TOKEN\"))",
                "    run { say(\"it is ${input(\"token\")}\") }",
                "}",
                "val computed = task(\"computed\") {",
                "    input(\"key\", secret(\"file:key.txt\"))",
                "    outputs(\"computed.txt\")",
                "    run {",
                "        path(\"computed.txt\").toFile().writeText(\"${input(\"key\")}\".length.toString())",
                "        output(\"key\", \"<${input(\"key\")}>\")",
                "    }",
                "}",
                "output(\"login\") { login.stdout }",
                "output(\"token\") { secret(\"TOKEN\") }",
                "output(\"computed\") { computed.output(\"key\") }");
        shell.write(
                "fails.main.kts",
                "import dev.slipway.dsl.*",
                "exec(\"leaks\") {",
                "    shell(\"env; env >&2; exit 1\")",
                "    env(\"TOKEN\", secret(\"TOKEN\"))",
                "}",
                "task(\"throws\") {",
                "    input(\"token\", secret(\"TOKEN\"))",
                "    run { error(\"with ${input(\"token\")}\") }",
                "}",
                "http(\"http://127.0.0.1:1/\") { retry = 0; header(\"Authorization\", secret(\"TOKEN\")) }");
        shell.write(
                "misuses.main.kts", "import dev.slipway.dsl.*", "file(\"a\") { content = \"t ${secret(\"TOKEN\")}\" }");
    }

    private Shell.Result run(String... typed) {
        var result = shell.run(typed);
        said.append(String.join(" ", typed)).append('\n').append(result.out()).append(result.err());
        return result;
    }

    private void every(String script) {
        for (String verb : Verbs.names()) {
            for (List<String> more : TYPED.getOrDefault(verb, List.of(List.of()))) {
                var typed = new ArrayList<String>();
                if (Verbs.takesScript(verb)) {
                    typed.add(shell.path(script).toString());
                }
                typed.add(verb);
                typed.addAll(more);
                run(typed.toArray(String[]::new));
                search();
            }
        }
    }

    @Test
    void noSecretIsSaidOrKept() throws IOException {
        String one = shell.path("one.main.kts").toString();
        String plan = shell.path(PLAN).toString();
        assertEquals(Exit.DONE, run(one, "plan", "--out", plan).code(), said::toString);
        search();
        for (String name : List.of("login", "secret.conf", "uses", "computed")) {
            assertEquals(Exit.DONE, run("why", "--saved", plan, name).code(), said::toString);
        }
        run("plan", "--saved", plan, "--json");
        assertEquals(Exit.DONE, run("apply", plan, "--yes").code(), said::toString);
        search();
        every("one.main.kts"); // which ends without anything
        run(one, "up", "--yes");
        every("one.main.kts");
        run("apply", plan, "--yes");
        for (String name : List.of("\nexec.effect/login: TOKEN", "DB_TOKEN", "TOLD_TOKEN")) {
            assertTrue(said.toString().contains(name + "=•••"), name + " was there to be seen\n" + said);
        }
        assertTrue(Files.readString(shell.path("key.txt")).contains(CANARIES.get(1)));
        search();
    }

    @Test
    void noFailureSaysASecretEither() {
        every("fails.main.kts");
        assertTrue(said.toString().contains("•••"), said.toString());
        every("misuses.main.kts");
        shell.with("TOKEN", "");
        every("one.main.kts");
    }

    private void search() {
        var canaries = new Canaries(CANARIES, ASKED_FOR);
        canaries.search("what was said", said.toString());
        canaries.searchFiles(directory);
    }
}
