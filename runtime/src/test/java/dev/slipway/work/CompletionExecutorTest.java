package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CompletionExecutorTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final ThreadHandoff relay = new ThreadHandoff(threads::add);
    private final CompletionExecutor aside = new CompletionExecutor(relay, threads::add);

    /** A call at whose end another waits for its thread, with so many things left to do. */
    private void callWithRest(int rest) {
        relay.run(() -> {
            relay.ended();
            relay.run(() -> ran.add("next"));
            for (int i = 0; i < rest; i++) {
                aside.execute(() -> ran.add("rest"));
            }
        });
        threads.remove().run();
    }

    @Test
    void whereNobodyWaitsForTheThreadItIsDoneAtOnce() {
        aside.execute(() -> ran.add("rest"));
        relay.run(() -> {
            relay.ended();
            aside.execute(() -> ran.add("rest"));
            ran.add("over");
        });
        threads.remove().run();
        assertEquals(List.of("rest", "rest", "over"), ran);
    }

    @Test
    void theNextCallDoesNotWaitForIt() {
        callWithRest(2);
        assertEquals(List.of("next"), ran);
        assertEquals(1, threads.size(), "one thread for both");
        threads.remove().run();
        assertEquals(List.of("next", "rest", "rest"), ran);
    }

    @Test
    void manyThatWaitGetMoreThreads() {
        callWithRest(20);
        assertEquals(3, threads.size());
        threads.remove().run();
        assertEquals(21, ran.size());
        threads.forEach(Runnable::run);
        assertEquals(21, ran.size());
        threads.clear();
        callWithRest(1);
        assertEquals(1, threads.size(), "those that found nothing more to do are not counted on");
    }

    @Test
    void whereNoThreadIsToBeHadItIsDoneHere() {
        var full = new CompletionExecutor(relay, task -> {
            throw new RejectedExecutionException();
        });
        relay.run(() -> {
            relay.ended();
            relay.run(() -> ran.add("next"));
            full.execute(() -> ran.add("rest"));
        });
        threads.remove().run();
        assertEquals(List.of("rest", "next"), ran);
    }
}
