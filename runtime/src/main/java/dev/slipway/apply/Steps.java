package dev.slipway.apply;

import dev.slipway.model.Event;
import dev.slipway.store.StateStore;
import java.util.function.Consumer;

/** Passes events on, and lets others see how many of the steps have ended. */
final class Steps implements Consumer<Event> {
    private final StateStore.Session session;
    private final int total;
    private final Consumer<? super Event> events;
    private int ended;

    Steps(StateStore.Session session, int total, Consumer<? super Event> events) {
        this.session = session;
        this.total = total;
        this.events = events;
        session.progress(0, total);
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Finished || event instanceof Event.Failed || event instanceof Event.Blocked) {
            count();
        }
        events.accept(event);
    }

    private synchronized void count() {
        session.progress(++ended, total);
    }
}
