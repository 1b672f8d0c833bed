package dev.slipway.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Runs everybody in turn, A B C A B C, so that a machine which slows down slows down all of them. */
public final class Race {
    /** Runs one round to warm up and so many that count. */
    public static void run(int rounds, List<Entrant> entrants) {
        try {
            for (int round = 0; round <= rounds; round++) {
                for (Entrant entrant : entrants) {
                    entrant.run(round);
                }
                if (round == 0) {
                    entrants.forEach(Entrant::warm);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Race() {}
}
