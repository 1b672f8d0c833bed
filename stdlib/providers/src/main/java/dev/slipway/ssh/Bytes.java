package dev.slipway.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Takes bytes as they are, once a line was the expected one; of too many it keeps the first. */
final class Bytes extends OutputStream {
    private final Predicate<String> first;
    private final int most;
    private final Runnable closed;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean begun;

    Bytes(Predicate<String> first, int most, Runnable closed) {
        this.first = first;
        this.most = most;
        this.closed = closed;
    }

    @Override
    public synchronized void write(int one) {
        if (!begun && one == '\n') {
            begun = first.test(kept.toString(StandardCharsets.US_ASCII));
            kept.reset();
        } else if (kept.size() < most) {
            kept.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        int at = from;
        while (!begun && at < from + length) {
            write(bytes[at++]);
        }
        kept.write(bytes, at, Math.min(from + length - at, most - kept.size()));
    }

    synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    @Override
    public void close() {
        closed.run();
    }
}
