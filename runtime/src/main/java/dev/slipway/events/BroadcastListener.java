package dev.slipway.events;

import dev.slipway.model.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Passes each event on to several listeners. A run must not fail because its log does: a listener that throws is told of
 * the next event all the same, and what it threw first can be asked for.
 */
public final class BroadcastListener implements Consumer<Event> {
    private final List<Consumer<? super Event>> listeners;
    private final Map<Consumer<? super Event>, Throwable> failures = new ConcurrentHashMap<>();

    public BroadcastListener(List<? extends Consumer<? super Event>> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void accept(Event event) {
        for (Consumer<? super Event> listener : listeners) {
            try {
                listener.accept(event);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                failures.putIfAbsent(listener, e);
            }
        }
    }

    /** What listeners threw, the first of each, for whoever reports at the end that a log is incomplete. */
    public List<Throwable> failures() {
        return List.copyOf(failures.values());
    }
}
