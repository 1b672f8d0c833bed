package dev.slipway.work;

import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many calls through at once, without a thread waiting: the most urgent first, and of those that are alike, who
 * came first.
 *
 * <ul>
 *   <li>the limit is never exceeded;
 *   <li>a permit comes back when the stage ends, however it ends, and when the call throws;
 *   <li>who had to wait starts on the executor, so that ten thousand in a row do not nest;
 *   <li>whoever waits gets an answer, also when the executor takes nobody any more.
 * </ul>
 */
public final class Gate {
    private final int limit;
    private final Executor executor;
    private final Queue<Turn<?>> waiting = new PriorityQueue<>();
    private int free;
    private long came;

    public Gate(int limit, Executor executor) {
        this.limit = limit;
        this.free = limit;
        this.executor = executor;
    }

    /** Lets a call through that weighs so much; what weighs more than the limit takes all there is. */
    <T> CompletionStage<T> through(int weight, Supplier<? extends CompletionStage<T>> call) {
        return through(weight, 0, call);
    }

    /** The way through for whoever is so urgent; others are at 0. */
    public PrioritizedGate passage(long urgency) {
        return new PrioritizedGate(this, urgency);
    }

    <T> CompletionStage<T> through(int weight, long urgency, Supplier<? extends CompletionStage<T>> call) {
        var turn = new Turn<T>(Math.min(weight, limit), urgency, call);
        synchronized (this) {
            if (free < turn.weight || !waiting.isEmpty()) {
                turn.came = came++;
                waiting.add(turn);
                return turn.result;
            }
            free -= turn.weight;
        }
        turn.start();
        return turn.result;
    }

    int limit() {
        return limit;
    }

    private void passOn(int permits) {
        int back = permits;
        for (Turn<?> next = next(back); next != null; next = next(back)) {
            back = 0;
            try {
                executor.execute(next::start);
            } catch (Throwable e) {
                back = next.weight;
                next.result.completeExceptionally(e);
            }
        }
    }

    private synchronized @Nullable Turn<?> next(int back) {
        free += back;
        Turn<?> first = waiting.peek();
        if (first == null || first.weight > free) {
            return null;
        }
        free -= first.weight;
        return waiting.remove();
    }

    private final class Turn<T> implements Comparable<Turn<?>> {
        private final int weight;
        private final long urgency;
        private final Supplier<? extends CompletionStage<T>> call;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private long came;

        Turn(int weight, long urgency, Supplier<? extends CompletionStage<T>> call) {
            this.weight = weight;
            this.urgency = urgency;
            this.call = call;
        }

        @Override
        public int compareTo(Turn<?> other) {
            return urgency == other.urgency ? Long.compare(came, other.came) : Long.compare(other.urgency, urgency);
        }

        void start() {
            try {
                Objects.requireNonNull(call.get(), "a call without a stage").whenComplete((value, error) -> {
                    if (over.compareAndSet(false, true)) {
                        passOn(weight);
                        if (error == null) {
                            result.complete(value);
                        } else {
                            result.completeExceptionally(error);
                        }
                    }
                });
            } catch (Throwable e) {
                if (over.compareAndSet(false, true)) {
                    passOn(weight);
                    result.completeExceptionally(e);
                }
            }
        }
    }
}
