package dev.slipway.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do when a call has ended: here and now, unless the next call waits for this very thread. Then others do
 * it, few as long as it is soon done: one more for each eight that wait, because a shared cache may be slow.
 */
final class CompletionExecutor implements Executor {
    private static final int CROWD = 8;

    private final ThreadHandoff relay;
    private final Executor threads;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    CompletionExecutor(ThreadHandoff relay, Executor threads) {
        this.relay = relay;
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        if (!relay.goesOn()) {
            task.run();
        } else if (isCrowded(task)) {
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException e) {
                work();
            }
        }
    }

    private synchronized boolean isCrowded(Runnable task) {
        waiting.add(task);
        boolean crowded = waiting.size() > CROWD * busy;
        busy += crowded ? 1 : 0;
        return crowded;
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        busy -= task == null ? 1 : 0;
        return task;
    }
}
