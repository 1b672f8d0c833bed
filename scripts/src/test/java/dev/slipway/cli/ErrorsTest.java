package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad scripts and what is said of them, as a page; and every message of the language is on it. */
class ErrorsTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/errors");
    private static final Path PAGE = Path.of("../docs/errors.md");
    private static final List<Path> LANGUAGE = List.of(Path.of("../dsl/src/main"), Path.of("../stdlib/words/src/main"));
    private static final String SET = "// with ";
    private static final String TYPED = "// slipway FILE ";
    private static final Pattern WHAT =
            Pattern.compile("(?:(?:problem|promise|Triple)\\(\\s*(?:if \\(.*?\\) )?|wrong\\(\\s*[^\"\\n]*,\\s*)"
                    + "\"((?:[^\"\\\\]|\\\\.)*)\"(?: else \"((?:[^\"\\\\]|\\\\.)*)\")?");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void everyBadScriptIsOnThePage() throws Exception {
        Files.write(directory.resolve("latin1.txt"), "\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve("machines.yaml"), "- name: web\n  memroy: 8GiB\n- cores: many\n");
        var page = new StringBuilder("""
                # Errors

                Every message has up to four parts: where, what, why, and what to do. All that is wrong with a script is told at
                once. A script that is refused exits with 4, wrong usage with 3, a run that failed with 1; nothing was touched
                before the first message of a task.

                This page is written by a test, which shows bad scripts to Slipway and takes down what it says. What wrong
                options of the command line are told stands in `scripts/src/test/resources/golden/wrong-usage.txt`.
                """);
        try (var files = Files.newDirectoryStream(SCRIPTS, "*.main.kts")) {
            var sorted = new ArrayList<Path>();
            files.forEach(sorted::add);
            sorted.sort(null);
            for (Path file : sorted) {
                show(file, page);
            }
        }
        page.append("""

                # Runs that fail

                Of what stands below, each command was carried out: a run that fails tells what came of every task, and exits
                with 1. What was done is recorded, and the next run goes on from there.
                """);
        page.append(new FailurePages(directory.resolve("runs")).carriedOut());
        Golden.check(PAGE, page.toString());
        assertTrue(Files.notExists(directory.resolve(".slipway")), "nothing was touched");
    }

    private void show(Path file, StringBuilder page) throws IOException {
        String text = Files.readString(file);
        String name = file.getFileName().toString().substring(3);
        String body = text.lines().skip(1).collect(Collectors.joining("\n"));
        Path script = shellAt(text).write(name, body.replace(file.getFileName().toString(), name));
        List<String> typed = new ArrayList<>(List.of(script.toString()));
        text.lines()
                .filter(line -> line.startsWith(TYPED))
                .forEach(line -> typed.addAll(
                        Arrays.asList(line.substring(TYPED.length()).split(" "))));
        var result = shellAt(text).run(typed.toArray(String[]::new));
        assertEquals(Exit.REFUSED, result.code(), name + ": " + result.out() + result.err());
        page.append("\n## ")
                .append(text.lines().findFirst().orElse("").substring(3))
                .append("\n\n```kts\n");
        page.append(Files.readString(script).strip());
        page.append("\n```\n\n```text\n")
                .append(result.err().replaceAll("(?m) +$", ""))
                .append("```\n");
    }

    private Shell shellAt(String text) {
        var shell = new Shell(directory);
        text.lines().filter(line -> line.startsWith(SET)).forEach(line -> {
            String[] set = line.substring(SET.length()).split("=", 2);
            shell.with(set[0], set[1]);
        });
        return shell;
    }

    @Test
    void everyMessageOfTheLanguageIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        var missing = new ArrayList<String>();
        var known = new AtomicInteger();
        for (Path root : LANGUAGE) {
            try (var files = Files.walk(root)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".kt")).toList()) {
                    WHAT.matcher(Files.readString(file)).results().forEach(found -> {
                        for (int group = 1; group <= 2; group++) {
                            known.addAndGet(found.group(group) == null ? 0 : 1);
                            if (found.group(group) != null && !shows(page, found.group(group))) {
                                missing.add(file.getFileName() + ": " + found.group(group));
                            }
                        }
                    });
                }
            }
        }
        assertTrue(known.get() > 200, "messages are found in the sources: " + known);
        assertEquals("", String.join("\n", missing), "add bad scripts to " + SCRIPTS);
    }

    /** Whether the text is there, with something in the place of each value. */
    private static boolean shows(String page, String template) {
        String pattern = Arrays.stream(template.replace("\\\"", "\"").split("\\$\\{[^}]*\\}?|\\$\\w+"))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern).matcher(page).find();
    }
}
