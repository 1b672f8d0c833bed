package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** A snapshot or journal that was read as a whole, and how far its frames are intact. */
final class LogFile {
    private final Path path;
    private final byte[] bytes;
    private final Header header;
    private final FrameReader frames;
    private final StatePreamble birth;
    private final EntryReader reader;
    private long entries;
    private long entryBytes;

    private LogFile(Path path, byte[] bytes, Header.Sort sort, Function<Fingerprint, Fields> load)
            throws CorruptionException {
        this.path = path;
        this.bytes = bytes;
        this.header = Header.read(path, bytes, sort);
        this.frames = new FrameReader(bytes, header);
        this.reader = new EntryReader(load);
        if (!frames.next()) {
            throw new CorruptionException(path, frames.end(), "its first frame is not intact", null);
        }
        try {
            this.birth = StatePreamble.read(bytes, frames.payload(), frames.length());
        } catch (RuntimeException e) {
            throw garbled(frames.payload(), e);
        }
    }

    static LogFile read(Disk disk, Path path, Header.Sort sort, Function<Fingerprint, Fields> load)
            throws IOException, CorruptionException {
        return new LogFile(path, disk.read(path), sort, load);
    }

    Path path() {
        return path;
    }

    Header header() {
        return header;
    }

    StatePreamble birth() {
        return birth;
    }

    StringTable numbered() {
        return reader.numbered();
    }

    long size() {
        return bytes.length;
    }

    /** Where the intact frames end, as far as they were read. */
    int intact() {
        return frames.end();
    }

    byte[] bytes() {
        return bytes;
    }

    /** The mean size of an entry that leaves a record. */
    long meanRecord() {
        return entries == 0 ? 0 : entryBytes / entries;
    }

    /**
     * Adds a journal up. Stops quietly at a torn end; what is behind {@link #intact} is then not a single entry.
     * Refused where intact frames follow one that is not.
     */
    void fold(JournalReplay into) {
        int at = frames.end();
        try {
            while (frames.next()) {
                if (!frames.isSynced()) {
                    into.add(entry());
                }
                at = frames.end();
            }
        } catch (CorruptionException e) {
            throw new CorruptionException(path, at, e.found(), e).refusedWithRest();
        }
        if (!frames.atEnd() && frames.goesOn()) {
            String found =
                    "the checksum of an entry is wrong, and entries that were written after it was safe on disk follow";
            throw new CorruptionException(path, at, found, null).refusedWithRest();
        }
    }

    /** Adds a snapshot up, which must be there to its last byte. */
    JournalReplay snapshot() throws CorruptionException {
        var state = new JournalReplay(birth.lineage());
        while (frames.next()) {
            if (bytes[frames.payload()] == RecordTag.END) {
                if (!frames.atEnd()) {
                    throw new CorruptionException(path, frames.end(), "something follows its end", null);
                }
                state.sequence(birth.sequence());
                return state;
            }
            state.add(entry());
        }
        throw new CorruptionException(
                path, frames.end(), "the checksum of an entry is wrong, or entries are missing", null);
    }

    /** The blobs that its entries refer to, also those that later entries have overtaken. For a file not read so far. */
    Set<Fingerprint> blobs() throws CorruptionException {
        var blobs = new HashSet<Fingerprint>();
        while (frames.next()) {
            if (bytes[frames.payload()] != RecordTag.END && !frames.isSynced()) {
                entry().brought().ifPresent(record -> {
                    blobs.add(record.wanted().inputs().blob());
                    blobs.add(record.found().outputs().blob());
                });
            }
        }
        return blobs;
    }

    private Entry entry() throws CorruptionException {
        try {
            Entry entry = reader.entry(bytes, frames.payload(), frames.length());
            if (entry instanceof Entry.Done) {
                entries++;
                entryBytes += frames.length() + FrameWriter.OVERHEAD;
            }
            return entry;
        } catch (RuntimeException e) {
            throw garbled(frames.payload(), e);
        }
    }

    private CorruptionException garbled(long at, RuntimeException e) {
        return new CorruptionException(path, at, "an entry makes no sense: " + e.getMessage(), e);
    }
}
