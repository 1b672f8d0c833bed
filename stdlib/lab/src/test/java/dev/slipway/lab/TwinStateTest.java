package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinStateTest {
    @TempDir
    Path directory;

    @Test
    void entriesAreWholeAndKnownByTheirNames() throws Exception {
        var shelf = new TwinState(directory);
        shelf.put("/etc/motd", "hello");
        shelf.put("a b", "there");
        shelf.part("other").put("x", "elsewhere");
        Files.writeString(directory.resolve("torn.draft"), "hal"); // what a kill leaves behind
        assertEquals(List.of("/etc/motd", "a b"), shelf.names());
        assertEquals(Optional.of("hello"), new TwinState(directory).text("/etc/motd"));
        shelf.remove("/etc/motd");
        assertEquals(List.of("a b"), shelf.names());
        assertEquals(List.of("x"), shelf.part("other").names());
        shelf.clear();
        assertEquals(List.of(), shelf.part("other").names());
    }

    @Test
    void jsonIsReadAsItIsWritten() {
        String text = "{\"a\":[1,2.5,true,null,\"q\\\"\\u000a\"],\"b\":{}}";
        assertEquals(text, Json.text(Json.read(text)));
    }
}
