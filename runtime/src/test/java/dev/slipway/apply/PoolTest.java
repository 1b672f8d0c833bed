package dev.slipway.apply;

import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.graph.Graph;
import dev.slipway.model.Claim;
import dev.slipway.model.Pool;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.Failure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a task claims it holds whatever is done about it: looked at, settled, made or taken away. */
@Timeout(30)
class PoolTest {
    private static final TaskOptions CLAIMS = TaskOptions.NONE.claims(List.of(new Claim("api", 1)));

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Rig rig = new Rig();

    private static Graph things(TaskOptions rules, int size) {
        var builder = Graph.builder().pool(new Pool("api", 1));
        List.of("a", "b", "c", "d").forEach(name -> builder.add(thing(name, rules, "size", size)));
        return builder.build();
    }

    private void watch(String... calls) {
        rig.world.before = call -> {
            if (List.of(calls).stream().noneMatch(call::startsWith)) {
                return CompletableFuture.completedFuture(null);
            }
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            var end = new CompletableFuture<Void>();
            CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS).execute(() -> {
                running.decrementAndGet();
                end.complete(null);
            });
            return end;
        };
    }

    @Test
    void isHeldWhileLooking() {
        rig.world.lists = false;
        rig.upOk(things(CLAIMS, 1));
        watch("token", "read");
        rig.plan(things(CLAIMS, 1));
        assertEquals(1, most.get());
    }

    @Test
    void isHeldWhileSettling() {
        for (String name : List.of("a", "b", "c", "d")) {
            rig.world.fault("create " + name, new Failure.InDoubt("lost", ""), true);
            rig.world.fault("recover " + name, new Failure.Rejected("down", ""), false);
        }
        rig.up(things(CLAIMS, 1));
        watch("recover");
        new Rig(rig.store, rig.world).upOk(things(CLAIMS, 1));
        assertEquals(1, most.get());
    }

    @Test
    void isHeldWhileLookingAtAndTakingAwayWhatIsDeclaredNoLonger() {
        rig.world.lists = false;
        rig.upOk(things(CLAIMS, 1));
        watch("token", "read", "delete");
        rig.upOk(Graph.builder().pool(new Pool("api", 1)).build());
        assertEquals(0, rig.world.size());
        assertEquals(1, most.get());
    }

    @Test
    void isSharedWithCallsThatClaimNothing() {
        rig.world.pool = "api";
        watch("create");
        var builder = Graph.builder().pool(new Pool("api", 1));
        List.of("a", "b").forEach(name -> builder.add(thing(name, CLAIMS)));
        List.of("c", "d").forEach(name -> builder.add(thing(name)));
        rig.upOk(builder.build());
        assertEquals(1, most.get());
    }
}
