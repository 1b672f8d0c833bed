package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what happens. Run with {@code -Dgolden.update=true} to write it into them. */
class DocumentsTest {
    private static final Path DOCS = Path.of("../docs");

    /** The name of every state, which is random. */
    private static final String STATE = "cd38e391b968934532070db14e01b577";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private void check(String name) throws Exception {
        check(name, shell(), Map.of());
    }

    private void check(String name, Shell shell, Map<String, Document.Event> events) throws Exception {
        UnaryOperator<String> view = text -> text.replaceAll("\\b[0-9a-f]{32}\\b", STATE);
        var document = new Document(shell, directory, events, view);
        Golden.check(DOCS.resolve(name), document.carriedOut(Files.readString(DOCS.resolve(name))));
    }

    private Shell shell() {
        return new Shell(directory)
                .with("SLIPWAY_VAULT", directory.resolve("vault.age").toString());
    }

    @Test
    void files() throws Exception {
        Shell shell = shell();
        String known = System.getProperty("user.home");
        String cache = directory.resolve("cache").toString();
        try {
            check(
                    "files.md",
                    shell,
                    Map.of(
                            "TOKEN is set", () -> shell.with("TOKEN", "s3cret-t0ken"),
                            "HOME is not set",
                                    () -> {
                                        System.setProperty("user.home", "?");
                                        shell.with("SLIPWAY_CACHE", "").with("HOME", "");
                                    },
                            "HOME is set", () -> shell.with("SLIPWAY_CACHE", cache),
                            "SLIPWAY_CACHE names a file",
                                    () -> shell.with(
                                            "SLIPWAY_CACHE",
                                            shell.write("file", "").toString())));
        } finally {
            System.setProperty("user.home", known);
        }
    }

    @Test
    void gettingStarted() throws Exception {
        check("getting-started.md");
    }

    @Test
    void language() throws Exception {
        check("language.md");
    }

    @Test
    void caching() throws Exception {
        var shell = new Shell(directory);
        Golden.check(
                DOCS.resolve("caching.md"),
                new Document(
                                shell,
                                directory,
                                Map.of(),
                                shown -> shown.replaceAll("(?m)^[0-9a-f]{12}  ", "4f0c1b7a93de  "))
                        .carriedOut(Files.readString(DOCS.resolve("caching.md"))));
    }

    @Test
    void everyPageWithAConsoleIsCarriedOut() throws Exception {
        try (var pages = Files.newDirectoryStream(DOCS, "*.md")) {
            for (Path page : pages) {
                String name = String.valueOf(page.getFileName());
                boolean carriedOut = Set.of("caching.md", "errors.md", "files.md", "getting-started.md", "language.md")
                        .contains(name);
                assertTrue(carriedOut || !Files.readString(page).contains("```console"), name);
            }
        }
    }
}
