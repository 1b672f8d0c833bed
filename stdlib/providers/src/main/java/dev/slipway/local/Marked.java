package dev.slipway.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The processes of one step, by a mark in their environment. It finds those that have left their group and their parents,
 * where the system shows environments, as Linux does; not those that clear theirs.
 *
 * @param mark of a step, or of one attempt at it
 */
record Marked(String mark) {
    static final String NAME = "SLIPWAY_STEP";

    private static final Path PROCESSES = Path.of("/proc");
    private static final int ROUNDS = 5;
    private static final char SEPARATOR = '.';

    /** One attempt at this step. Ending it leaves the next attempt alone. */
    Marked attempt() {
        return new Marked(mark + SEPARATOR + UUID.randomUUID());
    }

    /** Asks them to end. */
    void ask() {
        running().forEach(ProcessHandle::destroy);
    }

    /** Ends them, and whatever they start meanwhile. */
    void end() {
        List<ProcessHandle> left = running();
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            left.forEach(ProcessHandle::destroyForcibly);
            left = running();
        }
    }

    boolean isRunning() {
        return !running().isEmpty();
    }

    private List<ProcessHandle> running() {
        if (mark.isEmpty() || !Files.isDirectory(PROCESSES)) {
            return List.of();
        }
        byte[] wanted = (NAME + "=" + mark).getBytes(StandardCharsets.UTF_8);
        long own = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != own && carries(process.pid(), wanted))
                .toList();
    }

    /** Whether this variable is the mark, or that of an attempt at it. */
    private static boolean isMark(byte[] all, int from, int to, byte[] wanted) {
        int end = from + wanted.length;
        return end <= to
                && Arrays.equals(all, from, end, wanted, 0, wanted.length)
                && (end == to || all[end] == SEPARATOR);
    }

    private static boolean carries(long pid, byte[] wanted) {
        try {
            byte[] all =
                    Files.readAllBytes(PROCESSES.resolve(Long.toString(pid)).resolve("environ"));
            for (int from = 0; from < all.length; ) {
                int to = from;
                while (to < all.length && all[to] != 0) {
                    to++;
                }
                if (isMark(all, from, to, wanted)) {
                    return true;
                }
                from = to + 1;
            }
            return false;
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
    }
}
