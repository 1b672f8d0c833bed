package embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.embed.Slipway;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTest {
    @TempDir
    Path directory;

    private Embedded embedded() {
        return new Embedded(Slipway.here()
                .variable("SLIPWAY_CACHE", directory.resolve("cache").toString())
                .variable("SLIPWAY_CONFIG", directory.resolve("config").toString()));
    }

    @Test
    void tenantsComeAndGo() throws IOException {
        Files.createDirectories(directory.resolve("tenants"));
        Path tenants = directory.resolve("tenants");
        assertTrue(embedded().keep(tenants, List.of("anvil", "bellows")));
        assertEquals("<h1>anvil</h1>\n", Files.readString(tenants.resolve("anvil.html")));
        assertTrue(embedded().keep(tenants, List.of("bellows")));
        assertFalse(Files.exists(tenants.resolve("anvil.html")));
        assertTrue(Files.exists(tenants.resolve("bellows.html")));
    }

    @Test
    void scriptsRunToo() throws IOException {
        Path script = directory.resolve("hello.main.kts");
        Files.copy(Path.of("hello/hello.main.kts"), script);
        assertTrue(embedded().run(script));
        assertEquals("HELLO, WORLD!\n", Files.readString(directory.resolve("out/loud.txt")));
        Files.writeString(script, "nonsense()");
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> embedded().run(script));
        assertTrue(refused.getMessage().contains("hello.main.kts:1:1"), refused.getMessage());
    }
}
