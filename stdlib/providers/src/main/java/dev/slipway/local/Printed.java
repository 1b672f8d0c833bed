package dev.slipway.local;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a task prints on standard output and standard error, line by line and as if it had been said. Threads that
 * the task starts belong to it; what a thread of nobody prints while tasks run is masked like theirs by being said by one.
 */
final class Printed implements AutoCloseable {
    private static final int LONGEST = 1 << 20;
    private static final InheritableThreadLocal<@Nullable Printed> OWN = new InheritableThreadLocal<>();
    private static final Deque<Printed> RUNNING = new ArrayDeque<>();
    /** Whoever listens may print, too. */
    private static final ThreadLocal<@Nullable Boolean> LISTENING = new ThreadLocal<>();

    private static @Nullable Streams replaced;

    private final Consumer<String> said;
    private final Line out = new Line();
    private final Line err = new Line();

    private Printed(Consumer<String> said) {
        this.said = said;
    }

    /** Until it is closed, what this thread prints is said. */
    static Printed by(Consumer<String> said) {
        var printed = new Printed(said);
        synchronized (RUNNING) {
            if (RUNNING.isEmpty()) {
                replaced = Streams.replace();
            }
            RUNNING.add(printed);
        }
        OWN.set(printed);
        return printed;
    }

    @Override
    public void close() {
        OWN.remove();
        out.end();
        err.end();
        synchronized (RUNNING) {
            RUNNING.remove(this);
            if (RUNNING.isEmpty() && replaced != null) {
                replaced.restore();
                replaced = null;
            }
        }
    }

    /** The task that the calling thread works for; for a thread of nobody, the one that began last. */
    private static @Nullable Printed current() {
        if (LISTENING.get() != null) {
            return null;
        }
        Printed own = OWN.get();
        synchronized (RUNNING) {
            return own != null && RUNNING.contains(own) ? own : RUNNING.peekLast();
        }
    }

    /** The standard streams as they were, and what stands in their place. */
    private record Streams(PrintStream out, PrintStream err, PrintStream newOut, PrintStream newErr) {
        static Streams replace() {
            var streams = new Streams(System.out, System.err, stream(System.out, true), stream(System.err, false));
            System.setOut(streams.newOut);
            System.setErr(streams.newErr);
            return streams;
        }

        /** Unless somebody has replaced them in turn. */
        void restore() {
            if (System.out == newOut) {
                System.setOut(out);
            }
            if (System.err == newErr) {
                System.setErr(err);
            }
        }

        private static PrintStream stream(PrintStream before, boolean isOut) {
            var lines = new OutputStream() {
                @Override
                public void write(int b) {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    Printed printed = current();
                    if (printed == null) {
                        before.write(bytes, offset, length);
                    } else {
                        (isOut ? printed.out : printed.err).write(bytes, offset, length);
                    }
                }

                @Override
                public void flush() {
                    before.flush();
                }
            };
            return new PrintStream(lines, true, StandardCharsets.UTF_8);
        }
    }

    /** A line that is not at its end yet. Of one that never ends, the beginning is said. */
    private final class Line {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        synchronized void write(byte[] more, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (more[i] == '\n') {
                    say();
                } else if (bytes.size() < LONGEST) {
                    bytes.write(more[i]);
                }
            }
        }

        synchronized void end() {
            if (bytes.size() > 0) {
                say();
            }
        }

        private void say() {
            String line = bytes.toString(StandardCharsets.UTF_8);
            bytes.reset();
            LISTENING.set(true);
            try {
                said.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            } finally {
                LISTENING.remove();
            }
        }
    }
}
