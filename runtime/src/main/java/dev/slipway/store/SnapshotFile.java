package dev.slipway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** Writes a snapshot: the fewest entries that add up to a state, piece by piece, and its name when it is whole. */
record SnapshotFile(
        Disk disk, Generation generation, Header header, DirBlobs blobs, Function<Entry, BlobPlacement> rest) {
    private static final int PIECE = 64 * 1024;
    private static final byte[] END = {RecordTag.END};

    void write(JournalReplay state) throws IOException {
        Path file = generation.snapshot();
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (Disk.Sink sink = disk.create(fresh)) {
            sink.write(header.bytes(), 0, Header.SIZE);
            var frames = new FrameWriter(header.salt(), Header.SIZE);
            frames.add(new StatePreamble(state.lineage(), generation.number(), state.sequence()).payload());
            var writer = new EntryWriter(new StringTableWriter());
            state.entries(entry -> {
                frames.add(writer.payload(entry, rest.apply(entry)));
                if (frames.size() >= PIECE) {
                    drain(frames, sink);
                }
            });
            frames.add(END);
            drain(frames, sink);
            blobs.force();
            sink.force();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        disk.rename(fresh, file);
        disk.force(generation.directory());
    }

    private static void drain(FrameWriter frames, Disk.Sink sink) {
        try {
            sink.write(frames.bytes(), 0, frames.size());
            frames.restart(frames.end());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
