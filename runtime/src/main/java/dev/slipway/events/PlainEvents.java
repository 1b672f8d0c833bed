package dev.slipway.events;

import dev.slipway.model.Durations;
import dev.slipway.model.Event;
import dev.slipway.model.Numbers;
import dev.slipway.model.Printable;
import dev.slipway.model.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One plain line for each event that is worth one, for pipes and logs: what begins to change the world, what ended and how
 * long it took, what went wrong in full. What was only looked at or turned out as it was is silent.
 */
public final class PlainEvents implements Consumer<Event> {
    /** These take no time worth announcing, or there are thousands of them. */
    private static final Set<String> QUIET = Set.of("run", "read", "note", "forget");

    private final Consumer<? super String> lines;
    private final Set<Problem> told = new HashSet<>();

    /** Writes to whatever takes a line without its end; it is called by one thread at a time. */
    public PlainEvents(Consumer<? super String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.Started started) {
            if (!QUIET.contains(started.action())) {
                say(started.key() + ": " + started.action());
            }
        } else if (event instanceof Event.Finished finished) {
            finished(finished);
        } else if (event instanceof Event.Failed failed) {
            problem(failed.problem());
        } else if (event instanceof Event.Said said) {
            say(said.key() + ": " + said.message());
        } else if (event instanceof Event.Retrying retrying) {
            String in = retrying.in().isZero() ? "" : " in " + Durations.of(retrying.in());
            say(retrying.key() + ": attempt " + retrying.attempt() + in + ", because " + retrying.why());
        } else if (event instanceof Event.Blocked blocked) {
            say(blocked.key() + ": not started, it needs " + blocked.by());
        } else {
            ofTheRun(event);
        }
    }

    private void ofTheRun(Event event) {
        if (event instanceof Event.Busy busy) {
            say(Beside.words(busy));
        } else if (event instanceof Event.Repaired repaired) {
            say("repaired: " + repaired.what());
        } else if (event instanceof Event.Settled settled) {
            say(settled.key() + ": recovered interrupted operation, " + settled.how());
        } else if (event instanceof Event.Planned planned) {
            say("planned: " + Numbers.of(planned.changes()) + " to do, " + Numbers.of(planned.unchanged())
                    + " unchanged");
        } else if (event instanceof Event.Stopping stopping) {
            say(
                    stopping.hard()
                            ? "stopping now: what runs is cancelled"
                            : "stopping: running steps are finished, nothing new is started; press Ctrl-C again to cancel them");
        } else if (event instanceof Event.Ended ended) {
            ended(ended);
        }
    }

    private void finished(Event.Finished finished) {
        if (finished.action().equals("restore")) {
            say(finished.key() + ": taken from the cache in " + Durations.of(finished.took()));
        } else if (!finished.unchanged()) {
            say(finished.key() + ": " + finished.action() + " done in " + Durations.of(finished.took()));
        } else if (!QUIET.contains(finished.action())) {
            say(finished.key() + ": nothing to " + finished.action() + " after all");
        }
    }

    private void ended(Event.Ended ended) {
        ended.problems().stream().filter(problem -> !told.contains(problem)).forEach(this::problem);
        say("Done: " + Numbers.of(ended.done()) + " changed, " + Numbers.of(ended.unchanged()) + " unchanged, "
                + (ended.excluded() == 0 ? "" : Numbers.of(ended.excluded()) + " excluded, ")
                + Numbers.of(ended.failed()) + " failed, " + Numbers.of(ended.blocked()) + " skipped");
    }

    private void problem(Problem problem) {
        told.add(problem);
        problem.toString()
                .lines()
                .filter(line -> !line.isBlank())
                .map(Printable::line)
                .forEach(lines);
    }

    private void say(String line) {
        lines.accept(Printable.line(line));
    }
}
