package dev.slipway.store;

import java.util.Optional;

/**
 * A state as it was read.
 *
 * @param damage what was wrong with the snapshot, so that the generation before had to serve
 * @param meanRecord how many bytes a record takes
 */
record LoadedState(
        Generation generation,
        LogFile journal,
        JournalReplay state,
        Optional<CorruptionException> damage,
        long meanRecord) {
    /** About how large a snapshot of all this would be. */
    long live() {
        return meanRecord * state.size();
    }
}
