package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A journal in a file. Appending fills a buffer; one thread writes it out and syncs, and whatever was appended while it
 * did so shares the next sync. Stages of {@link #durable} complete on that thread: what follows them must not linger.
 *
 * <p>A batch that follows a sync begins with a frame that says so, and so does the end of a journal that was closed: whoever
 * reads it can tell a damaged entry that was safe from one of a last write that never came to an end.
 *
 * <p>After the first failed write nothing more is accepted, and the file is cut back to its last whole frame.
 */
final class FileJournal implements Journal, Closeable {
    /** So much waits in memory when nobody asks for durability. */
    private static final int PLENTY = 64 * 1024;

    private static final byte[] SYNCED = {RecordTag.SYNCED};

    private record Waiter(long sequence, CompletableFuture<Void> stage) {}

    private record Batch(FrameWriter frames, long sequence, boolean sync) {}

    private final Path file;
    private final Disk.Sink sink;
    private final DirBlobs blobs;
    private final Function<Entry, BlobPlacement> rest;
    private final EntryWriter writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private List<Waiter> waiters = new ArrayList<>();
    private FrameWriter filling;
    private FrameWriter flushing;
    private long sequence;
    private long wanted;
    private long durable;
    private boolean unsynced;
    private boolean synced;
    private boolean closing;
    private boolean told;
    private Optional<Problem> failure = Optional.empty();
    private Optional<Thread> flusher = Optional.empty();

    /** Goes on behind the intact frames of a file. */
    FileJournal(LogFile from, long sequence, Disk.Sink sink, DirBlobs blobs, Function<Entry, BlobPlacement> rest) {
        this.file = from.path();
        this.sink = sink;
        this.blobs = blobs;
        this.rest = rest;
        this.writer = new EntryWriter(new StringTableWriter(from.numbered()));
        this.filling = new FrameWriter(from.header().salt(), from.intact());
        this.flushing = new FrameWriter(from.header().salt(), from.intact());
        this.sequence = sequence;
    }

    @Override
    public long append(Entry entry) {
        BlobPlacement rests = rest.apply(entry);
        lock.lock();
        try {
            refuseIfFailed();
            if (synced && filling.size() == 0) {
                filling.add(SYNCED);
            }
            filling.add(writer.payload(entry, rests));
            sequence++;
            if (filling.size() >= PLENTY) {
                wake();
            }
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletionStage<Void> durable(long number) {
        lock.lock();
        try {
            if (number > sequence) {
                throw new IllegalArgumentException("entry " + number + " of a journal of " + sequence);
            }
            if (number <= durable) {
                return CompletableFuture.completedFuture(null);
            }
            refuseIfFailed();
            var stage = new CompletableFuture<Void>();
            waiters.add(new Waiter(number, stage));
            wanted = Math.max(wanted, number);
            wake();
            return stage;
        } catch (InvalidInputException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            lock.unlock();
        }
    }

    /** Writes and syncs what is left. */
    @Override
    public void close() {
        Optional<Thread> running;
        lock.lock();
        try {
            if (closing) {
                return;
            }
            closing = true;
            running = flusher;
            work.signal();
        } finally {
            lock.unlock();
        }
        if (running.isPresent()) {
            joined(running.get());
        } else {
            run();
        }
        try {
            sink.close();
        } catch (IOException e) {
            fail(e);
        }
        if (failure.isPresent() && !told) {
            throw new InvalidInputException(List.of(failure.get()));
        }
    }

    private void refuseIfFailed() {
        if (failure.isPresent()) {
            told = true;
            throw new InvalidInputException(List.of(failure.get()));
        }
        if (closing) {
            throw new IllegalStateException("the journal is closed");
        }
    }

    private void wake() {
        if (flusher.isEmpty()) {
            var thread = new Thread(this::run, "slipway-journal");
            thread.setDaemon(true);
            flusher = Optional.of(thread);
            thread.start();
        }
        work.signal();
    }

    private void run() {
        try {
            for (Optional<Batch> batch = next(); batch.isPresent(); batch = next()) {
                flush(batch.get());
            }
            seal();
        } catch (IOException e) {
            fail(e);
        } catch (Throwable e) { // whoever waits must hear of it, whatever it is
            fail(new IOException("the journal broke down: " + e, e));
        }
    }

    /** Waits for something to do; empty when all is done and the journal is closing. */
    private Optional<Batch> next() {
        lock.lock();
        try {
            while (!closing && wanted <= durable && filling.size() < PLENTY) {
                work.awaitUninterruptibly();
            }
            if (closing && filling.size() == 0 && !unsynced && wanted <= durable) {
                return Optional.empty();
            }
            FrameWriter full = filling;
            filling = flushing;
            flushing = full;
            filling.restart(full.end());
            unsynced = true;
            synced = closing || wanted > durable;
            return Optional.of(new Batch(full, sequence, synced));
        } finally {
            lock.unlock();
        }
    }

    private void flush(Batch batch) throws IOException {
        if (batch.frames().size() > 0) {
            blobs.force();
            sink.write(batch.frames().bytes(), 0, batch.frames().size());
        }
        if (batch.sync()) {
            sink.force();
            settled(batch.sequence()).forEach(waiter -> waiter.stage().complete(null));
        }
    }

    /** Says at the end that all of it is safe. Nobody waits for this, and nothing is lost without it. */
    private void seal() {
        if (!synced) {
            return;
        }
        long start = filling.end();
        filling.add(SYNCED);
        try {
            sink.write(filling.bytes(), 0, filling.size());
        } catch (IOException e) {
            cutBackTo(start);
        }
    }

    private void cutBackTo(long start) {
        try {
            if (sink.size() > start) {
                sink.cut(start);
            }
        } catch (IOException e) {
            // the next run finds a torn end and cuts it
        }
    }

    private List<Waiter> settled(long upTo) {
        lock.lock();
        try {
            durable = upTo;
            unsynced = false;
            var settled = new ArrayList<Waiter>(waiters.size());
            var left = new ArrayList<Waiter>();
            waiters.forEach(waiter -> (waiter.sequence() <= upTo ? settled : left).add(waiter));
            waiters = left;
            return settled;
        } finally {
            lock.unlock();
        }
    }

    private void fail(IOException cause) {
        List<Waiter> waiting;
        Problem problem = IoErrors.problem("the journal cannot be written any more", file, cause);
        lock.lock();
        try {
            failure = Optional.of(problem);
            waiting = waiters;
            waiters = List.of();
            told |= !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
        cutBack();
        waiting.forEach(waiter -> waiter.stage().completeExceptionally(new InvalidInputException(List.of(problem))));
    }

    /** What lies behind the last whole frame goes; if that fails too, the next run finds a torn end and cuts it. */
    private void cutBack() {
        long start = flushing.end() - flushing.size();
        try {
            long size = sink.size();
            long whole = start + flushing.wholeWithin(size - start);
            if (whole < size) {
                sink.cut(whole);
            }
        } catch (IOException e) {
            // the torn end is no worse than after a crash
        }
    }

    private static void joined(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
