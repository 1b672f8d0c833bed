package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ThreadHandoffTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final ThreadHandoff relay = new ThreadHandoff(threads::add);

    private void runOneThread() {
        threads.remove().run();
        ran.add("|");
    }

    @Test
    void whatIsBegunAtTheEndOfACallRunsAfterItOnItsThread() {
        relay.run(() -> {
            relay.ended();
            relay.run(() -> ran.add("next"));
            ran.add("rest");
        });
        runOneThread();
        assertEquals(List.of("rest", "next", "|"), ran);
    }

    @Test
    void aCallThatStillRunsIsNotWaitedFor() {
        relay.run(() -> relay.run(() -> ran.add("other")));
        runOneThread();
        runOneThread();
        assertEquals(List.of("|", "other", "|"), ran);
    }

    @Test
    void oneAloneIsTakenOver() {
        relay.run(() -> {
            relay.ended();
            relay.run(() -> ran.add("next"));
            relay.run(() -> ran.add("other"));
        });
        runOneThread();
        runOneThread();
        assertEquals(List.of("next", "|", "other", "|"), ran);
    }

    @Test
    void aCallThatThrowsTakesTheNextOneNotWithIt() {
        relay.run(() -> {
            relay.ended();
            relay.run(() -> ran.add("next"));
            throw new IllegalStateException();
        });
        try {
            runOneThread();
        } catch (IllegalStateException e) {
            ran.add("thrown");
        }
        runOneThread();
        assertEquals(List.of("thrown", "next", "|"), ran);
    }
}
