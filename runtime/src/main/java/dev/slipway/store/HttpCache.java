package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cache that machines share, over the Bazel HTTP cache protocol. A server that fails again and again is left alone: one
 * that cannot be read is not written to either, while one that only refuses to be written to is still read.
 */
public final class HttpCache implements ActionCache {
    private final CacheServer server;
    private final CircuitBreaker reads;
    private final CircuitBreaker writes;
    private volatile @Nullable CacheBackend shelf;

    /** @param report is told in words, and a few times at most, what is wrong with the server */
    public HttpCache(CacheServer server, Consumer<String> report) {
        this.server = server;
        this.reads = new CircuitBreaker("the shared cache at " + server.base(), report);
        this.writes = new CircuitBreaker("writing to the shared cache at " + server.base(), report);
    }

    @Override
    public Optional<Fields> get(Fingerprint action, Path root, List<String> files) {
        return reads.isOpen()
                ? Optional.empty()
                : guarded(reads, () -> new CacheTransfer(shelf(), action, files).get(root));
    }

    @Override
    public void put(Fingerprint action, Fields outputs, Path root, List<String> files) {
        if (server.writable() && !reads.isOpen() && !writes.isOpen()) {
            guarded(writes, () -> {
                new CacheTransfer(shelf(), action, files).put(outputs, root);
                return Optional.empty();
            });
        }
    }

    private interface Step {
        Optional<Fields> run() throws IOException;
    }

    private static Optional<Fields> guarded(CircuitBreaker breaker, Step step) {
        try {
            Optional<Fields> answer = step.run();
            breaker.worked();
            return answer;
        } catch (CacheBackend.Unsound e) {
            breaker.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedIOException e) {
            // the run is being cancelled, which says nothing about the server
        } catch (IOException | RuntimeException e) {
            // this machine is in trouble: a file cannot be read or put in its place
            breaker.mention(e.toString());
        }
        return Optional.empty();
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
