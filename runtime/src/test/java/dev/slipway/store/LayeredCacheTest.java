package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayeredCacheTest extends ActionCacheContract {
    private final StrictServer server;

    LayeredCacheTest() throws IOException {
        server = new StrictServer();
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.violations);
    }

    @Override
    ActionCache cache() {
        return new LayeredCache(near(), new HttpCache(CacheServer.at(server.address()), text -> {}));
    }

    /** In the shared one, and with nothing near that would hide it. */
    @Override
    void plant(Fingerprint action, byte[] result) throws IOException {
        if (Files.exists(home())) {
            clear(home());
        }
        server.kept.put("/ac/" + action, result);
    }

    @Override
    byte[] planted(Fingerprint action) {
        return server.kept.getOrDefault("/ac/" + action, new byte[0]);
    }

    @Test
    void aSharedHitIsNearTheNextTime() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        clear(home());
        server.requests.clear();
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
        assertEquals(3, server.requests.size(), "the result and two blobs; the third is empty");
        clear(root);
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
        assertFilesAreBack();
        assertEquals(3, server.requests.size());
    }

    @Test
    void whatIsNearNeedsNoServer() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        server.close();
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
        assertFilesAreBack();
    }

    @Test
    void withoutRoomNearbyTheSharedOneStillAnswers() throws IOException {
        write(home(), "no directory");
        cache().put(ACTION, OUTPUTS, made, FILES);
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
        assertFilesAreBack();
    }

    private ActionCache near() {
        return new DirCache(home());
    }

    private Path home() {
        return temp.resolve("cache");
    }
}
