package dev.slipway.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param asks whether somebody is there to answer
 * @param live whether lines may be drawn over
 * @param columns the width of a line
 */
record Console(
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        boolean asks,
        boolean live,
        int columns,
        Map<String, String> environment) {
    private static final int USUAL = 100;
    private static final int LEAST = 40;

    /** The terminal or pipe of this process. The launcher says which it is, since asking costs Java time. */
    static Console ofProcess() {
        String terminal = System.getProperty("slipway.terminal", "");
        Map<String, String> environment = System.getenv();
        String kind = environment.getOrDefault("TERM", "");
        boolean dumb = kind.isEmpty() || kind.equals("dumb");
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                reader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                terminal.contains("in") && terminal.contains("out"),
                terminal.contains("out") && !dumb,
                width(System.getProperty("slipway.columns", "")),
                environment);
    }

    static BufferedReader reader(Reader reader) {
        return new BufferedReader(reader);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        var buffered = new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13);
        return new PrintStream(buffered, false, StandardCharsets.UTF_8);
    }

    private static int width(String columns) {
        try {
            return Math.max(LEAST, Integer.parseInt(columns));
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    /** The same in another environment. */
    Console in(Map<String, String> other) {
        return new Console(out, err, in, asks, live, columns, other);
    }

    /** Whether what is printed is seen on a terminal, and not read by a program or kept in a log. */
    boolean isTerminal() {
        return asks || live;
    }

    boolean colours() {
        return live && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    void say(String line) {
        out.println(line);
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
