package dev.slipway.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets so many calls through at once, first come first served, without a thread waiting.
 *
 * <ul>
 *   <li>the limit is never exceeded;
 *   <li>a permit comes back when the stage ends, however it ends, and when the call throws;
 *   <li>who had to wait starts on the executor, so that ten thousand in a row do not nest.
 * </ul>
 */
public final class Gate {
    private final Executor executor;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    public Gate(int limit, Executor executor) {
        this.free = limit;
        this.executor = executor;
    }

    public <T> CompletionStage<T> through(Supplier<? extends CompletionStage<T>> call) {
        var result = new CompletableFuture<T>();
        Runnable start = () -> start(call, result);
        synchronized (this) {
            if (free == 0) {
                waiting.add(start);
                return result;
            }
            free--;
        }
        start.run();
        return result;
    }

    private <T> void start(Supplier<? extends CompletionStage<T>> call, CompletableFuture<T> result) {
        CompletionStage<T> stage;
        try {
            stage = call.get();
        } catch (Throwable e) {
            stage = CompletableFuture.failedFuture(e);
        }
        stage.whenComplete((value, error) -> {
            passOn();
            if (error == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(error);
            }
        });
    }

    private void passOn() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        executor.execute(next);
    }
}
