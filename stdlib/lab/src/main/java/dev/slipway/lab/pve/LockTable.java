package dev.slipway.lab.pve;

import dev.slipway.lab.LabClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Places that only so many may hold at a time: one for a lock file, three for the workers of a daemon. Whoever waits is
 * served in order, and waits no longer than so much time of the lab. Not kept: a lock file does not outlive its holders.
 */
final class LockTable {
    private final LabClock clock;
    private final Map<String, Integer> held = new HashMap<>();
    private final Map<String, ArrayDeque<CompletableFuture<Boolean>>> waiting = new HashMap<>();

    LockTable(LabClock clock) {
        this.clock = clock;
    }

    /** Tells when a place is held, or that the time was over. */
    CompletableFuture<Boolean> take(String name, int places, Duration patience) {
        var turn = new CompletableFuture<Boolean>();
        synchronized (this) {
            if (held.getOrDefault(name, 0) < places) {
                held.merge(name, 1, Integer::sum);
                return CompletableFuture.completedFuture(true);
            }
            waiting.computeIfAbsent(name, key -> new ArrayDeque<>()).add(turn);
        }
        clock.after(patience, () -> turn.complete(false));
        return turn;
    }

    /** Takes several one after the other; one that is not to be had gives back the others, and names itself. */
    CompletableFuture<List<String>> takeAll(List<String> names, Duration patience) {
        return takeAll(names, 0, patience);
    }

    private CompletableFuture<List<String>> takeAll(List<String> names, int from, Duration patience) {
        if (from == names.size()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return take(names.get(from), 1, patience).thenCompose(had -> {
            if (had) {
                return takeAll(names, from + 1, patience);
            }
            giveAll(names.subList(0, from));
            return CompletableFuture.completedFuture(List.of(names.get(from)));
        });
    }

    /** Gives a place back: the next in the queue has it at once. */
    void give(String name) {
        while (true) {
            CompletableFuture<Boolean> next;
            synchronized (this) {
                ArrayDeque<CompletableFuture<Boolean>> queue = waiting.get(name);
                next = queue == null ? null : queue.poll();
                if (next == null) {
                    held.merge(name, -1, Integer::sum);
                    return;
                }
            }
            if (next.complete(true)) {
                return;
            }
        }
    }

    void giveAll(List<String> names) {
        names.forEach(this::give);
    }
}
