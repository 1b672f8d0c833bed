package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Claim;
import dev.slipway.model.Pool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class GatesTest {
    private final Gates gates = new Gates(List.of(new Pool("p", 1), new Pool("q", 1), new Pool("r", 2)), Runnable::run);

    /** Holds one pool while it asks for another, which it keeps until the answer is completed. */
    private CompletableFuture<String> holding(String held, String asked, CompletableFuture<String> answer) {
        return gates.holding(List.of(new Claim(held, 1)), inside -> inside.through(asked, () -> answer))
                .toCompletableFuture();
    }

    private static CompletableFuture<String> done() {
        return CompletableFuture.completedFuture("done");
    }

    @Test
    void whoWouldTurnAnOrderRoundIsTold() {
        assertEquals("done", holding("p", "q", done()).join());
        var turned = holding("q", "p", done());
        var told = assertThrows(CompletionException.class, turned::join);
        assertTrue(
                String.valueOf(told.getCause()).contains("it asks for the pool 'p' while it holds 'q'"),
                told::toString);
    }

    @Test
    void alsoWhereTheWayRoundIsLonger() {
        holding("p", "q", done()).join();
        holding("q", "r", done()).join();
        assertTrue(holding("r", "p", done()).isCompletedExceptionally());
    }

    @Test
    void severalClaimsAreTakenInOneOrderAndAskForNothingOfEachOther() {
        var both = List.of(new Claim("q", 1), new Claim("p", 1));
        for (int i = 0; i < 2; i++) {
            var end = gates.holding(both, inside -> inside.through("p", () -> inside.through("q", GatesTest::done)));
            assertEquals("done", end.toCompletableFuture().join());
        }
    }

    @Test
    void theSameOrderWaitsAndIsNotTold() {
        var first = new CompletableFuture<String>();
        var one = holding("p", "q", first);
        var other = holding("p", "q", done());
        assertFalse(other.isDone());
        first.complete("first");
        assertEquals("first", one.join());
        assertEquals("done", other.join());
    }
}
