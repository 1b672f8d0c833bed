package dev.slipway.model;

import java.time.Duration;
import java.util.Locale;

/** Times as people say them: {@code 350 ms}, {@code 1.2 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
public final class Durations {
    private Durations() {}

    public static String of(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        } else if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = time.toSeconds();
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
