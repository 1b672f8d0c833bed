package dev.slipway.cli;

import dev.slipway.events.Beside;
import dev.slipway.model.Durations;
import dev.slipway.model.Event;
import dev.slipway.model.Printable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shows, while systems are read for a plan, what does not answer and when it is asked again, and that another run is at
 * work. A system that is down is one line for each attempt, however many resources it has.
 */
final class Retries implements Consumer<Event> {
    private final Console console;
    private final Set<String> shown = new HashSet<>();
    private Optional<Event.Busy> busy = Optional.empty();

    Retries(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.Retrying retrying && shown.add(retrying.attempt() + " " + retrying.why())) {
            console.err()
                    .println(Printable.line(
                            retrying.why() + "; attempt " + retrying.attempt() + " in " + Durations.of(retrying.in())));
            console.err().flush();
        } else if (event instanceof Event.Busy run && busy.isEmpty()) {
            busy = Optional.of(run);
            console.err().println(Printable.line(Beside.words(run)));
            console.err().flush();
        }
    }

    /** The run that was at work when the plan was begun. */
    synchronized Optional<Event.Busy> busy() {
        return busy;
    }
}
