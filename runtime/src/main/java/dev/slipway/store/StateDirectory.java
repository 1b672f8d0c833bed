package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the directory of generations. Changes nothing. */
record StateDirectory(Disk disk, Path directory, Function<Fingerprint, Fields> load) {
    private static final int ATTEMPTS = 3;
    private static final int LISTINGS = 10;

    /**
     * What is there, or empty where no state was born yet. A writer may put a new generation in the place of the one
     * being read, or cut a torn end; so nothing bad is believed that was seen only once, or of an old generation.
     */
    Optional<LoadedState> read() throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<Generation> newest = newest();
            try {
                return newest.isEmpty() ? Optional.empty() : Optional.of(load(newest.get()));
            } catch (InvalidInputException | NoSuchFileException e) {
                if (attempt >= ATTEMPTS && newest.equals(newest())) {
                    throw e;
                }
            } catch (CorruptionException e) {
                if (attempt >= ATTEMPTS && newest.equals(newest())) {
                    throw e.refused();
                }
            }
        }
    }

    List<String> names() throws IOException {
        try {
            return disk.list(directory);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** A writer may be so much faster that what was listed is gone when it is looked at. */
    private Optional<Generation> newest() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return listed();
            } catch (NoSuchFileException e) {
                if (attempt >= LISTINGS) {
                    throw e;
                }
            }
        }
    }

    /**
     * The generation in force. A new one comes to be by the name of its snapshot, which appears last; so a journal
     * without a snapshot is either an empty one that a crash left behind, or it has lost its snapshot.
     */
    private Optional<Generation> listed() throws IOException {
        long snapshot = 0;
        long journal = 0;
        for (String name : names()) {
            long number = Generation.numberOf(name);
            if (Generation.isSnapshot(name)) {
                snapshot = Math.max(snapshot, number);
            } else if (Generation.isJournal(name)) {
                journal = Math.max(journal, number);
            }
        }
        if (journal > snapshot && !isUnused(new Generation(directory, journal))) {
            return Optional.of(new Generation(directory, journal));
        }
        return snapshot == 0 ? Optional.empty() : Optional.of(new Generation(directory, snapshot));
    }

    private boolean isUnused(Generation generation) throws IOException {
        try {
            var journal = journal(generation);
            return journal.size() == journal.intact();
        } catch (CorruptionException e) {
            return false;
        }
    }

    private LogFile journal(Generation generation) throws IOException, CorruptionException {
        return LogFile.read(disk, generation.journal(), Header.Sort.JOURNAL, load);
    }

    private LogFile snapshot(Generation generation) throws IOException, CorruptionException {
        try {
            return LogFile.read(disk, generation.snapshot(), Header.Sort.SNAPSHOT, load);
        } catch (NoSuchFileException e) {
            throw new CorruptionException(generation.snapshot(), 0, "it is missing", e);
        }
    }

    /** The blobs that anything in a generation refers to. */
    Set<Fingerprint> blobs(Generation generation) throws IOException, CorruptionException {
        Set<Fingerprint> blobs = snapshot(generation).blobs();
        blobs.addAll(journal(generation).blobs());
        return blobs;
    }

    private LoadedState load(Generation generation) throws IOException, CorruptionException {
        LogFile journal = journal(generation);
        check(journal, generation);
        Optional<CorruptionException> damage = Optional.empty();
        long record = 0;
        JournalReplay state;
        try {
            LogFile snapshot = snapshot(generation);
            check(snapshot, generation);
            state = snapshot.snapshot();
            record = snapshot.meanRecord();
        } catch (CorruptionException e) {
            damage = Optional.of(e);
            state = before(generation, e, journal.birth());
        }
        if (state.sequence() != journal.birth().sequence()
                || !state.lineage().equals(journal.birth().lineage())) {
            throw mixed(generation);
        }
        journal.fold(state);
        return new LoadedState(generation, journal, state, damage, Math.max(record, journal.meanRecord()));
    }

    /** The state at the beginning of a generation, from the generation before. */
    JournalReplay before(Generation generation, CorruptionException snapshot, StatePreamble birth) throws IOException {
        if (generation.number() == 1) {
            return new JournalReplay(birth.lineage());
        }
        Generation previous = generation.previous();
        try {
            JournalReplay state = snapshot(previous).snapshot();
            journal(previous).fold(state);
            if (state.sequence() == birth.sequence() && state.lineage().equals(birth.lineage())) {
                return state;
            }
        } catch (CorruptionException | NoSuchFileException e) {
            var refused = snapshot.refused();
            refused.addSuppressed(e);
            throw refused;
        }
        throw snapshot.refused();
    }

    private static void check(LogFile file, Generation generation) {
        if (file.birth().generation() != generation.number()) {
            throw mixed(generation);
        }
    }

    private static InvalidInputException mixed(Generation generation) {
        return new InvalidInputException(
                "the files of generation " + generation.number() + " in " + generation.directory()
                        + " do not belong together",
                "one of them is from another state, or from another time of this one",
                "restore the whole directory from a backup, not single files. Nothing was changed");
    }
}
