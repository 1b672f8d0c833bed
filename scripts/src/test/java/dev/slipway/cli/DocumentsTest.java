package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what happens. Run with {@code -Dgolden.update=true} to write it into them. */
class DocumentsTest {
    private static final Path DOCS = Path.of("../docs");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private void check(String name) throws Exception {
        var shell = new Shell(directory)
                .with("SLIPWAY_VAULT", directory.resolve("vault.age").toString());
        Golden.check(
                DOCS.resolve(name), new Document(shell, directory).carriedOut(Files.readString(DOCS.resolve(name))));
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
                boolean carriedOut = Set.of("caching.md", "getting-started.md", "language.md", "errors.md")
                        .contains(name);
                assertTrue(carriedOut || !Files.readString(page).contains("```console"), name);
            }
        }
    }
}
