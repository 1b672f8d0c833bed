package dev.slipway.work;

import dev.slipway.model.Event;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a run is stopped, in two steps: the first request starts nothing new and lets what runs come to an end; the second
 * calls off what runs and leaves its intents in the journal, to be settled by the next run.
 */
public final class Cancel {
    private final Set<Runnable> calledOff = new LinkedHashSet<>();
    private Consumer<? super Event> events = event -> {};
    private volatile boolean draining;
    private volatile boolean cancelled;

    /** One more request to stop. */
    public void stop() {
        List<Runnable> actions;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = draining;
            draining = true;
            actions = cancelled ? List.copyOf(calledOff) : List.of();
            events.accept(new Event.Stopping(cancelled));
        }
        actions.forEach(Cancel::run);
    }

    /** One who cannot be called off must not keep the others from it. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // it runs on; there is nobody to tell
        }
    }

    public boolean draining() {
        return draining;
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** Who is told about the steps. */
    public synchronized void tell(Consumer<? super Event> listener) {
        events = listener;
    }

    /** Runs the action at the second request, at once if that has been. */
    void onCancelled(Runnable action) {
        boolean late;
        synchronized (this) {
            late = cancelled;
            if (!late) {
                calledOff.add(action);
            }
        }
        if (late) {
            action.run();
        }
    }

    synchronized void forget(Runnable action) {
        calledOff.remove(action);
    }
}
