package dev.slipway.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes bytes as they come and gives them on line by line. */
final class Lines extends OutputStream {
    private final Consumer<String> line;
    private final Runnable closed;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    Lines(Consumer<String> line, Runnable closed) {
        this.line = line;
        this.closed = closed;
    }

    @Override
    public synchronized void write(int one) {
        if (one == '\n') {
            flushLine();
        } else {
            begun.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        int start = from;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                begun.write(bytes, start, i - start);
                flushLine();
                start = i + 1;
            }
        }
        begun.write(bytes, start, from + length - start);
    }

    /** The end of it: what stands on the last line is a line, too. */
    synchronized void end() {
        if (begun.size() > 0) {
            flushLine();
        }
    }

    @Override
    public void close() {
        end();
        closed.run();
    }

    private void flushLine() {
        String text = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        line.accept(text);
    }
}
