package dev.slipway.events;

import dev.slipway.model.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Each event as one JSON object on one line, for programs.
 *
 * <p>Every object begins with {@code "v":1}, {@code "at"} (UTC, milliseconds) and {@code "event"}; the rest is, by event:
 *
 * <ul>
 *   <li>{@code repaired}: {@code what}
 *   <li>{@code settled}: {@code key}, {@code how}
 *   <li>{@code busy}: {@code command}, {@code pid}, {@code since}, {@code done}, {@code total}
 *   <li>{@code observed}: {@code key}, {@code found}
 *   <li>{@code planned}: {@code changes}, {@code unchanged}
 *   <li>{@code started}: {@code key}, {@code action}
 *   <li>{@code said}: {@code key}, {@code message}
 *   <li>{@code retrying}: {@code key}, {@code attempt}, {@code inMs}, {@code why}
 *   <li>{@code finished}: {@code key}, {@code action}, {@code tookMs}, {@code unchanged}
 *   <li>{@code failed}: {@code key}, {@code action}, {@code problem}
 *   <li>{@code blocked}: {@code key}, {@code by}
 *   <li>{@code stopping}: {@code hard}
 *   <li>{@code ended}: {@code done}, {@code unchanged}, {@code failed}, {@code blocked}, {@code problems}
 * </ul>
 *
 * <p>A problem has {@code what}, {@code why}, {@code fix} and, where it is known, {@code file} and {@code line}. Members and
 * events may be added; whatever else changes raises {@code v}.
 */
public final class JsonEvents implements Consumer<Event> {
    private static final int VERSION = 1;

    private final Consumer<? super String> lines;
    private final Clock clock;

    /** Writes to whatever takes a line without its end; it is called by one thread at a time. */
    public JsonEvents(Consumer<? super String> lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(Event event) {
        lines.accept(line(event).toString());
    }

    private JsonLine line(Event event) {
        if (event instanceof Event.Observed observed) {
            return begin("observed").with("key", text(observed.key())).with("found", observed.found());
        } else if (event instanceof Event.Started started) {
            return begin("started").with("key", text(started.key())).with("action", started.action());
        } else if (event instanceof Event.Said said) {
            return begin("said").with("key", text(said.key())).with("message", said.message());
        } else if (event instanceof Event.Retrying retrying) {
            return begin("retrying")
                    .with("key", text(retrying.key()))
                    .with("attempt", retrying.attempt())
                    .with("inMs", retrying.in().toMillis())
                    .with("why", retrying.why());
        } else if (event instanceof Event.Finished finished) {
            return begin("finished")
                    .with("key", text(finished.key()))
                    .with("action", finished.action())
                    .with("tookMs", finished.took().toMillis())
                    .with("unchanged", finished.unchanged());
        } else if (event instanceof Event.Failed failed) {
            return begin("failed")
                    .with("key", text(failed.key()))
                    .with("action", failed.action())
                    .with("problem", failed.problem());
        } else if (event instanceof Event.Blocked blocked) {
            return begin("blocked").with("key", text(blocked.key())).with("by", text(blocked.by()));
        }
        return ofTheRun(event);
    }

    private JsonLine ofTheRun(Event event) {
        if (event instanceof Event.Busy busy) {
            return begin("busy")
                    .with("command", busy.command())
                    .with("pid", busy.pid())
                    .with("since", Instant.ofEpochMilli(busy.sinceMillis()).toString())
                    .with("done", busy.done())
                    .with("total", busy.total());
        } else if (event instanceof Event.Repaired repaired) {
            return begin("repaired").with("what", repaired.what());
        } else if (event instanceof Event.Settled settled) {
            return begin("settled").with("key", text(settled.key())).with("how", settled.how());
        } else if (event instanceof Event.Planned planned) {
            return begin("planned").with("changes", planned.changes()).with("unchanged", planned.unchanged());
        } else if (event instanceof Event.Stopping stopping) {
            return begin("stopping").with("hard", stopping.hard());
        } else if (event instanceof Event.Ended ended) {
            return begin("ended")
                    .with("done", ended.done())
                    .with("unchanged", ended.unchanged())
                    .with("excluded", ended.excluded())
                    .with("failed", ended.failed())
                    .with("blocked", ended.blocked())
                    .with("problems", ended.problems());
        }
        throw new IllegalArgumentException("an event that JSON does not know: " + event);
    }

    private JsonLine begin(String event) {
        return new JsonLine()
                .with("v", VERSION)
                .with("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .with("event", event);
    }

    private static String text(Object key) {
        return key.toString();
    }
}
