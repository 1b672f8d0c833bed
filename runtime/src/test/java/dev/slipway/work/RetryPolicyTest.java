package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.provide.Failure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    /** Says whether two threads were in it at once, which few generators survive. */
    private static final class Alone implements RandomGenerator {
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile boolean crowded;

        @Override
        public long nextLong() {
            crowded |= !busy.compareAndSet(false, true);
            Thread.onSpinWait();
            busy.set(false);
            return 1;
        }
    }

    @Test
    void asksItsGeneratorOnOneThreadAtATime() {
        var random = new Alone();
        var patience = new RetryPolicy(random);
        var busy = new Failure.Transient("busy", "");
        Runnable asking = () -> {
            for (int i = 0; i < 10_000; i++) {
                patience.called("p");
                patience.next("p", new Failure.Throttled("slow", Duration.ZERO), false, Duration.ZERO);
                patience.next("p", busy, false, Duration.ZERO);
            }
        };
        CompletableFuture.allOf(CompletableFuture.runAsync(asking), CompletableFuture.runAsync(asking))
                .join();
        assertFalse(random.crowded);
    }
}
