package dev.slipway.work;

import dev.slipway.graph.TopologicalOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Goes through everything in dependency order, as much at once as the scheduler allows. Observing, planning and applying
 * are all walks; they differ in what a visit does.
 *
 * <p>All bookkeeping stays on the thread that calls {@link #run}; only completions cross threads. Nothing recurses, so a
 * chain of 100,000 is as good as any other shape.
 */
public final class Walk {
    /** What is done at each task. Called on the walking thread. */
    public interface Visitor {
        /**
         * Begins a task. Null means that it is through already; otherwise it is through when the stage completes, with
         * false or an exception when it came to nothing.
         */
        @Nullable
        CompletionStage<Boolean> visit(int i);

        /** This task can never start, because that one came to nothing. */
        default void blocked(int i, int by) {}

        /** A visit threw, or its stage ended in an exception. */
        default void threw(int i, Throwable error) {
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException("visit " + i + " ended in an exception", error);
        }
    }

    private record Through(int i, boolean well, @Nullable Throwable error) {}

    private final TopologicalOrder order;
    private final Scheduler scheduler;
    private final Visitor visitor;
    private final Cancel cancel;
    private final LinkedBlockingQueue<Through> through = new LinkedBlockingQueue<>();
    private final boolean[] blocked;
    private int running;

    public Walk(TopologicalOrder order, Scheduler scheduler, Visitor visitor, Cancel cancel) {
        this.order = order;
        this.scheduler = scheduler;
        this.visitor = visitor;
        this.cancel = cancel;
        this.blocked = new boolean[order.size()];
    }

    /** Returns when nothing runs and nothing more can start. */
    public void run() {
        var batch = new ArrayList<Through>();
        for (startAll(); running > 0; startAll()) {
            batch.add(take());
            through.drainTo(batch);
            batch.forEach(this::end);
            running -= batch.size();
            batch.clear();
        }
    }

    private void startAll() {
        while (!cancel.draining()) {
            int i = scheduler.next();
            if (i < 0) {
                return;
            }
            CompletionStage<Boolean> stage;
            try {
                stage = visitor.visit(i);
            } catch (Throwable e) {
                end(new Through(i, false, e));
                continue;
            }
            if (stage == null) {
                scheduler.finish(i);
            } else {
                running++;
                stage.whenComplete((well, error) -> through.add(new Through(i, error == null && well, error)));
            }
        }
    }

    private void end(Through task) {
        if (task.error() != null) {
            visitor.threw(task.i(), task.error());
        }
        if (task.well()) {
            scheduler.finish(task.i());
        } else {
            scheduler.fail(task.i());
            block(task.i());
        }
    }

    private void block(int by) {
        var next = new ArrayDeque<Integer>();
        next.add(by);
        while (!next.isEmpty()) {
            int i = next.remove();
            for (int k = 0, n = order.fanOut(i); k < n; k++) {
                int successor = order.successor(i, k);
                if (!blocked[successor]) {
                    blocked[successor] = true;
                    visitor.blocked(successor, by);
                    next.add(successor);
                }
            }
        }
    }

    /** The caller's interruption is a request to stop, not a reason to lose track of what runs. */
    private Through take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return through.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel.stop();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
