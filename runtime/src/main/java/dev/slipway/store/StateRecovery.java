package dev.slipway.store;

import dev.slipway.model.Event;
import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** What a new writer does before it writes: cuts a torn end, makes a damaged snapshot anew, begins a new generation. */
record StateRecovery(
        StateDirectory files,
        DirBlobs blobs,
        Function<Entry, BlobPlacement> rest,
        Consumer<? super Event> events,
        long small) {
    static final long SMALL = 1024 * 1024;
    private static final int LARGEST_RATIO = 3;

    /** The state, with a journal that can be appended to. */
    LoadedState ready() throws IOException {
        Optional<LoadedState> found = files.read();
        if (found.isEmpty()) {
            Path home = Disk.directoryOf(files.directory());
            files.disk().force(home);
            files.disk().force(Disk.directoryOf(home));
            write(new Generation(files.directory(), 1), new JournalReplay(lineage()));
            return reread();
        }
        LoadedState loaded = found.get();
        boolean changed = loaded.damage().isPresent();
        if (changed) {
            renew(loaded);
        }
        if (loaded.journal().intact() < loaded.journal().size()) {
            cut(loaded);
            changed = true;
        }
        boolean isOld = loaded.journal().header().version() < Header.VERSION;
        if (isOld || loaded.journal().size() > Math.max(small, LARGEST_RATIO * loaded.live())) {
            recompact(loaded);
            LoadedState fresh = reread();
            tidy(loaded.generation());
            return fresh;
        }
        return changed ? reread() : loaded;
    }

    private LoadedState reread() throws IOException {
        return files.read()
                .orElseThrow(() -> new NoSuchFileException(files.directory().toString()));
    }

    private static String lineage() {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Moves the torn end of a journal into a file beside it. */
    private void cut(LoadedState loaded) throws IOException {
        LogFile journal = loaded.journal();
        byte[] torn = Arrays.copyOfRange(journal.bytes(), journal.intact(), journal.bytes().length);
        var crc = new CRC32C();
        crc.update(torn);
        Path kept = loaded.generation().torn(journal.intact(), (int) crc.getValue());
        files.disk().place(kept, torn);
        try (Disk.Sink sink = files.disk().append(journal.path())) {
            sink.cut(journal.intact());
        }
        events.accept(new Event.Repaired("the end of " + journal.path() + " was torn by a crash; its last "
                + torn.length + " bytes held nothing that was finished and are now in " + kept.getFileName()));
    }

    /** Makes a damaged snapshot anew from the generation before. */
    private void renew(LoadedState loaded) throws IOException {
        Generation generation = loaded.generation();
        CorruptionException damage = loaded.damage().orElseThrow();
        JournalReplay state = files.before(generation, damage, loaded.journal().birth());
        try {
            files.disk().rename(generation.snapshot(), generation.damaged());
        } catch (NoSuchFileException e) {
            // it is missing: there is nothing to keep
        }
        writeSnapshot(generation, state);
        events.accept(new Event.Repaired("the snapshot " + generation.snapshot() + " was damaged (" + damage.found()
                + ") and was made anew from the generation before; nothing is lost"));
    }

    private void recompact(LoadedState loaded) throws IOException {
        files.disk().force(loaded.journal().path());
        write(loaded.generation().next(), loaded.state());
        for (String name : files.names()) {
            long number = Generation.numberOf(name);
            if (number > 0 && number < loaded.generation().number()) {
                files.disk().delete(files.directory().resolve(name));
            }
        }
    }

    /** Whoever has read one of these two generations can still ask for all that it refers to. */
    private void tidy(Generation spare) {
        try {
            Set<Fingerprint> live = files.blobs(spare);
            live.addAll(files.blobs(spare.next()));
            blobs.keepOnly(live);
        } catch (IOException | CorruptionException e) {
            // What cannot be tidied up now is tidied up another time.
        }
    }

    /** A generation is there when its snapshot is, so that comes last. */
    private void write(Generation generation, JournalReplay state) throws IOException {
        var birth = new StatePreamble(state.lineage(), generation.number(), state.sequence());
        Header header = header(Header.Sort.JOURNAL);
        var frames = new FrameWriter(header.salt(), Header.SIZE);
        frames.add(birth.payload());
        byte[] journal = Arrays.copyOf(header.bytes(), Header.SIZE + frames.size());
        System.arraycopy(frames.bytes(), 0, journal, Header.SIZE, frames.size());
        files.disk().place(generation.journal(), journal);
        writeSnapshot(generation, state);
    }

    private void writeSnapshot(Generation generation, JournalReplay state) throws IOException {
        new SnapshotFile(files.disk(), generation, header(Header.Sort.SNAPSHOT), blobs, rest).write(state);
    }

    private static Header header(Header.Sort sort) {
        return new Header(sort, Header.VERSION, new SecureRandom().nextLong());
    }
}
