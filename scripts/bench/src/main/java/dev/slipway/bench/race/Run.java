package dev.slipway.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One finished process. A shell starts it and keeps the time, because starting a process from Java costs milliseconds
 * that are not the process's own.
 *
 * @param seconds wall time
 * @param cpuSeconds user and system time
 * @param code what it ended with, 0 for good
 */
public record Run(double seconds, double cpuSeconds, int code, String output) {
    private static final List<String> TIMED =
            List.of("bash", "-c", "TIMEFORMAT='%3R %3U %3S'; time \"$@\" 2>&1", "bash");

    /** Runs the command to its end, which must be a good one. */
    public static Run of(Command command) {
        Run run = tried(command);
        if (run.code() != 0) {
            throw new IllegalStateException(command.words() + " ended with " + run.code() + ":\n" + run.output());
        }
        return run;
    }

    /** Runs the command to its end, whatever that is. */
    public static Run tried(Command command) {
        try {
            Path output = Files.createTempFile("bench-", ".out");
            Path times = Files.createTempFile("bench-", ".times");
            try {
                int code = command.behind(TIMED).start(output, times).waitFor();
                String text = Files.readString(output);
                String[] parts = Files.readString(times).trim().split(" ", -1);
                double cpu = Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]);
                return new Run(Double.parseDouble(parts[0]), cpu, code, text);
            } finally {
                Files.delete(output);
                Files.delete(times);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A number that the process printed behind a name on a line of its own. */
    public double told(String name) {
        return output.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it did not tell '" + name + "':\n" + output));
    }

    /** A measurement of something that went wrong is none. */
    public void mustTell(String name, double expected) {
        if (told(name) != expected) {
            throw new IllegalStateException("expected '" + name + "' to be " + expected + ":\n" + output);
        }
    }
}
