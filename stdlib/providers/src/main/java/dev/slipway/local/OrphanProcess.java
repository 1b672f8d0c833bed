package dev.slipway.local;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that may have outlived the run that started it, as the journal names it: by its number, and since when,
 * because numbers are given again.
 */
record OrphanProcess(ProcessHandle process) {
    private static final long PATIENCE_SECONDS = 10;

    static String name(Process process) {
        return process.pid() + "@" + since(process.toHandle());
    }

    /** The program of that name, if it is still running. */
    static Optional<OrphanProcess> of(String name) {
        int at = name.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(name.substring(0, at)))
                .filter(process -> process.isAlive() && since(process).equals(name.substring(at + 1)))
                .map(OrphanProcess::new);
    }

    /** Makes it end, with all that it has started, and waits until it has. */
    void end() throws IOException {
        ProcessGroup.signal("-KILL", process.pid());
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IOException("process " + process.pid() + " does not end", e);
        }
    }

    private static String since(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(String::valueOf)
                .orElse("?");
    }
}
