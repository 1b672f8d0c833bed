package dev.slipway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far a run is, in a file beside the lock. It is for people who look on and no part of the state, so it may be a moment
 * behind or missing.
 */
final class ProgressNote {
    private static final long OFTEN = 200_000_000L;

    private final Path file;
    private long last = System.nanoTime() - OFTEN;

    ProgressNote(Path file) {
        this.file = file;
    }

    synchronized void write(int done, int total) {
        long now = System.nanoTime();
        if (now - last < OFTEN && done > 0) {
            return;
        }
        last = now;
        try {
            Files.writeString(file, done + " " + total + "\n");
        } catch (IOException e) {
            // nobody acts on it
        }
    }

    String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
