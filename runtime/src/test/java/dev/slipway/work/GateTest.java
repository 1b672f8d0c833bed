package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GateTest {
    private static CompletionStage<Boolean> yes() {
        return CompletableFuture.completedFuture(true);
    }

    @Test
    void anExecutorThatRefusesLosesNoPermitAndNoAnswer() {
        var gate = new Gate(1, task -> {
            throw new RejectedExecutionException("no more threads");
        });
        var first = new CompletableFuture<Boolean>();
        var a = gate.through(1, () -> first).toCompletableFuture();
        var b = gate.through(1, GateTest::yes).toCompletableFuture();
        first.complete(true);
        assertTrue(a.join());
        assertTrue(b.isCompletedExceptionally());
        assertTrue(gate.through(1, GateTest::yes).toCompletableFuture().join());
    }

    @Test
    @SuppressWarnings("NullAway")
    void aCallWithoutAStageLosesNoPermit() {
        var gate = new Gate(1, Runnable::run);
        assertTrue(gate.<Boolean>through(1, () -> null).toCompletableFuture().isCompletedExceptionally());
        assertTrue(gate.through(1, GateTest::yes).toCompletableFuture().join());
    }

    @Test
    void aHeavyOneIsNotPassedByLightOnes() {
        var gate = new Gate(2, Runnable::run);
        var first = new CompletableFuture<Boolean>();
        gate.through(1, () -> first);
        var heavy = gate.through(2, GateTest::yes).toCompletableFuture();
        var light = gate.through(1, GateTest::yes).toCompletableFuture();
        assertFalse(heavy.isDone());
        assertFalse(light.isDone());
        first.complete(true);
        assertTrue(heavy.join());
        assertTrue(light.join());
    }

    @Test
    void theMostUrgentGoesFirstAndAmongEqualsWhoCameFirst() {
        var gate = new Gate(1, Runnable::run);
        var first = new CompletableFuture<Boolean>();
        gate.through(1, () -> first);
        var order = new ArrayList<String>();
        for (String name : List.of("1a", "3a", "2a", "3b", "1b", "0a")) {
            gate.passage(name.charAt(0) - '0').through(() -> {
                order.add(name);
                return yes();
            });
        }
        gate.through(1, () -> {
            order.add("0b");
            return yes();
        });
        first.complete(true);
        assertEquals(List.of("3a", "3b", "2a", "1a", "1b", "0a", "0b"), order);
    }
}
