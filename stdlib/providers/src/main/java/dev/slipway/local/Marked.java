package dev.slipway.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes of one step, by a mark in their environment. It finds those that have left their group and their parents,
 * where the system shows environments, as Linux does; not those that clear theirs.
 */
record Marked(String mark) {
    static final String NAME = "SLIPWAY_STEP";

    private static final Path PROCESSES = Path.of("/proc");
    private static final int ROUNDS = 5;

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

    private static boolean carries(long pid, byte[] wanted) {
        try {
            byte[] all =
                    Files.readAllBytes(PROCESSES.resolve(Long.toString(pid)).resolve("environ"));
            for (int from = 0; from < all.length; ) {
                int to = from;
                while (to < all.length && all[to] != 0) {
                    to++;
                }
                if (java.util.Arrays.equals(all, from, to, wanted, 0, wanted.length)) {
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
