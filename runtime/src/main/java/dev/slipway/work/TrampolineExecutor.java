package dev.slipway.work;

import java.util.concurrent.Executor;

/**
 * Runs what is handed over on the thread that hands it over, which is sooner than waking another, but never one inside
 * the other. For short tasks: whoever hands over waits for them.
 */
final class TrampolineExecutor implements Executor {
    private final Executor otherwise;
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);

    TrampolineExecutor(Executor otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public void execute(Runnable task) {
        if (busy.get()) {
            otherwise.execute(task);
            return;
        }
        busy.set(true);
        try {
            task.run();
        } finally {
            busy.set(false);
        }
    }
}
