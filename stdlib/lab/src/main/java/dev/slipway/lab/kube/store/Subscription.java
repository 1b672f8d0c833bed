package dev.slipway.lab.kube.store;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The changes that a watch has not sent yet. One that falls far behind is ended, as by the real server. */
public final class Subscription implements AutoCloseable {
    private static final int BEHIND = 20_000;

    private final LinkedBlockingQueue<StoreEvent> waiting = new LinkedBlockingQueue<>();
    private final Consumer<Subscription> end;
    private volatile boolean ended;

    Subscription(Consumer<Subscription> end) {
        this.end = end;
    }

    void offer(StoreEvent event) {
        if (waiting.size() >= BEHIND) {
            ended = true;
        }
        waiting.add(event);
    }

    public boolean isEnded() {
        return ended;
    }

    /** The next change, or empty if there is none for a while. */
    public Optional<StoreEvent> next(long millis) {
        try {
            return Optional.ofNullable(waiting.poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        end.accept(this);
    }
}
