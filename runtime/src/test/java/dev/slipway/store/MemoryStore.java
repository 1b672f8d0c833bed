package dev.slipway.store;

import dev.slipway.model.Event;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A store that keeps everything in memory and makes everything durable at once, for tests of whatever uses one. */
public final class MemoryStore implements StateStore {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Fingerprint, byte[]> blobs = new ConcurrentHashMap<>();
    private final Snapshot start;
    private Optional<LockOwner> writer = Optional.empty();
    private int done;
    private int total;

    public MemoryStore() {
        this(Snapshot.empty("memory"));
    }

    /** A store that remembers something already. */
    public MemoryStore(Snapshot start) {
        this.start = start;
    }

    /** All that was appended, in order. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized Snapshot read() {
        return start.plus(entries);
    }

    @Override
    public synchronized Session lock(LockOwner owner, Consumer<? super Event> events) {
        if (writer.isPresent()) {
            throw LockOwnerFile.refused(java.nio.file.Path.of("memory"), LockOwnerFile.note(writer.get()), owner);
        }
        writer = Optional.of(owner);
        return new Writing(read());
    }

    @Override
    public synchronized Optional<Writer> writer() {
        return writer.map(owner -> new Writer(owner, done, total));
    }

    @Override
    public Blobs blobs() {
        return new Blobs() {
            @Override
            public Fingerprint put(byte[] bytes) {
                Fingerprint name = Hasher.of(bytes);
                blobs.put(name, bytes.clone());
                return name;
            }

            @Override
            public Optional<byte[]> get(Fingerprint name) {
                return Optional.ofNullable(blobs.get(name)).map(byte[]::clone);
            }
        };
    }

    @Override
    public void close() {
        // memory needs no closing
    }

    private synchronized long add(Entry entry) {
        entries.add(entry);
        return start.sequence() + entries.size();
    }

    private synchronized void release() {
        writer = Optional.empty();
    }

    private final class Writing implements Session, Journal {
        private final Snapshot found;

        Writing(Snapshot found) {
            this.found = found;
        }

        @Override
        public Snapshot snapshot() {
            return found;
        }

        @Override
        public Journal journal() {
            return this;
        }

        @Override
        public long append(Entry entry) {
            return add(entry);
        }

        @Override
        public CompletionStage<Void> durable(long sequence) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void progress(int ended, int all) {
            synchronized (MemoryStore.this) {
                done = ended;
                total = all;
            }
        }

        @Override
        public void close() {
            release();
        }
    }
}
