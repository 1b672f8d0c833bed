package dev.slipway.events;

import dev.slipway.model.Event;
import dev.slipway.model.Numbers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** That another run is at work, in one line: {@code up is running since 14:02, pid 4242: 12 of 60 done}. */
public final class Beside {
    private static final String PROGRAM = "slipway ";

    private Beside() {}

    public static String words(Event.Busy busy) {
        String verb = busy.command().startsWith(PROGRAM) ? busy.command().substring(PROGRAM.length()) : busy.command();
        String since = DateTimeFormatter.ofPattern("HH:mm")
                .withZone(ZoneId.systemDefault())
                .format(Instant.ofEpochMilli(busy.sinceMillis()));
        String far =
                busy.total() == 0 ? "" : ": " + Numbers.of(busy.done()) + " of " + Numbers.of(busy.total()) + " done";
        return verb + " is running since " + since + ", pid " + busy.pid() + far;
    }
}
