package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cache that machines share, over the Bazel HTTP cache protocol. A server that fails again and again is left alone: one
 * that cannot be read is not written to either, while one that only refuses to be written to is still read.
 */
public final class HttpCache implements ActionCache {
    private final CacheServer server;
    private final Consumer<String> report;
    private final CircuitBreaker reads = new CircuitBreaker();
    private final CircuitBreaker writes = new CircuitBreaker();
    private final AtomicBoolean reported = new AtomicBoolean();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile @Nullable CacheBackend shelf;

    /** @param report gets the reason of the first failure in words, and nothing after it */
    public HttpCache(CacheServer server, Consumer<String> report) {
        this.server = server;
        this.report = report;
    }

    /** How many results came from the server. */
    public int taken() {
        return taken.get();
    }

    /** How many results the server was given. */
    public int sent() {
        return sent.get();
    }

    @Override
    public Optional<Fields> get(Fingerprint action, Path root, List<String> files) {
        if (reads.isOpen()) {
            return Optional.empty();
        }
        Optional<Fields> found = guarded(reads, () -> new CacheTransfer(shelf(), action, files).get(root));
        found.ifPresent(outputs -> taken.incrementAndGet());
        return found;
    }

    @Override
    public void put(Fingerprint action, Fields outputs, Path root, List<String> files) {
        if (server.writable() && !reads.isOpen() && !writes.isOpen()) {
            guarded(writes, () -> {
                if (new CacheTransfer(shelf(), action, files).put(outputs, root)) {
                    sent.incrementAndGet();
                }
                return Optional.empty();
            });
        }
    }

    private interface Step {
        Optional<Fields> run() throws IOException;
    }

    private Optional<Fields> guarded(CircuitBreaker breaker, Step step) {
        try {
            Optional<Fields> answer = step.run();
            breaker.worked();
            return answer;
        } catch (CacheBackend.Unsound e) {
            breaker.failed();
            report(String.valueOf(e.getMessage()));
        } catch (InterruptedIOException e) {
            // the run is being cancelled, which says nothing about the server
        } catch (IOException | RuntimeException e) {
            // this machine is in trouble: a file cannot be read or put in its place
            report(e.toString());
        }
        return Optional.empty();
    }

    private void report(String why) {
        if (!reported.getAndSet(true)) {
            report.accept(why);
        }
    }

    /** Made on first use: a run that changes nothing never loads an HTTP client. */
    private CacheBackend shelf() {
        CacheBackend made = shelf;
        if (made == null) {
            synchronized (this) {
                made = shelf;
                if (made == null) {
                    made = new HttpCacheBackend(server);
                    shelf = made;
                }
            }
        }
        return made;
    }
}
