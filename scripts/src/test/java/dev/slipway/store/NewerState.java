package dev.slipway.store;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** State as a Slipway to come would leave it. */
public final class NewerState {
    private NewerState() {}

    /** Writes the first bytes of a journal anew, as of the next format. */
    public static void write(Path journal) throws java.io.IOException {
        byte[] bytes = Files.readAllBytes(journal);
        ByteBuffer.wrap(bytes).put(new Header(Header.Sort.JOURNAL, Header.VERSION + 1, 1).bytes());
        Files.write(journal, bytes);
    }
}
