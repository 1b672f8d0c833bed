package dev.slipway.cli;

import dev.slipway.events.JsonEvents;
import dev.slipway.events.PlainEvents;
import dev.slipway.model.Event;
import dev.slipway.plan.Plan;
import java.time.Clock;
import java.util.function.Consumer;

/** What is seen of a run while it goes on. */
interface Progress extends Consumer<Event>, AutoCloseable {
    /** What the run is going to do, once it is agreed to. */
    default void expect(Plan plan) {
        // a line for each event needs no more than the event
    }

    @Override
    void close();

    static Progress of(Console console, boolean json) {
        if (json) {
            return silentEnd(new JsonEvents(line -> say(console, line), Clock.systemUTC()));
        }
        if (console.live()) {
            return new LiveTree(console);
        }
        var lines = new PlainEvents(line -> say(console, line));
        return silentEnd(event -> {
            if (!(event instanceof Event.Planned)) { // the plan itself is shown
                lines.accept(event);
            }
        });
    }

    private static void say(Console console, String line) {
        console.say(line);
        console.flush();
    }

    private static Progress silentEnd(Consumer<Event> listener) {
        return new Progress() {
            @Override
            public void accept(Event event) {
                listener.accept(event);
            }

            @Override
            public void close() {
                // every line is out already
            }
        };
    }
}
