package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.Pool;
import dev.slipway.model.Protection;
import dev.slipway.model.Ref;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nobody knows the end of, and what comes too late. */
@Timeout(30)
class DoubtTest {
    private final Failure lost = new Failure.InDoubt("lost", "");
    private final Failure down = new Failure.Rejected("down", "");
    private final Rig rig = new Rig();

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private void stopTwice() {
        rig.cancel.stop();
        rig.cancel.stop();
    }

    @Test
    void aLostUpdateOfWhatCannotBeSeenIsMadeAgain() {
        rig.world.unreported.add("secret");
        rig.upOk(graph(thing("a", "secret", "old")));
        rig.world.fault("update a", lost, false);
        rig.upOk(graph(thing("a", "secret", "new")));
        assertEquals("new", rig.world.thing("a").text("secret"));
    }

    @Test
    void whatOthersMayChangeIsNotDeclaredAnewByAnUpdateThatFailed() {
        TaskOptions rules = TaskOptions.NONE.drift(Map.of("size", DriftPolicy.ACCEPT));
        rig.upOk(graph(thing("a", rules, "size", 1, "secret", "old")));
        rig.world.meddle("a", "size", 2);
        rig.world.fault("update a", lost, false);
        rig.up(graph(thing("a", rules.attempts(1), "size", 1, "secret", "new")));
        rig.upOk(graph(thing("a", rules, "size", 1, "secret", "new")));
        assertEquals("new", rig.world.thing("a").text("secret"));
        assertEquals(Value.of(2), rig.world.thing("a").get("size"));
    }

    @Test
    void andAlsoAfterACrash() {
        rig.world.unreported.add("secret");
        rig.upOk(graph(thing("a", "secret", "old")));
        rig.world.before = call -> {
            if (call.equals("update a")) {
                stopTwice();
                return new CompletableFuture<>();
            }
            return done();
        };
        rig.up(graph(thing("a", "secret", "new")));
        rig.world.before = call -> done();
        new Rig(rig.store, rig.world).upOk(graph(thing("a", "secret", "new")));
        assertEquals("new", rig.world.thing("a").text("secret"));
    }

    @Test
    void aDoubtIsShownWhenItsLineIsGone() {
        rig.world.fault("create a", lost, true);
        rig.world.fault("recover a", down, false);
        rig.up(graph(thing("a")));
        rig.world.fault("recover a", down, false);
        assertFalse(new Rig(rig.store, rig.world).plan(graph()).isEmpty());
    }

    @Test
    void aRemovalNeverWritesOverADoubt() {
        rig.upOk(graph(thing("a", TaskOptions.NONE.createFirst(true), "zone", "x")));
        rig.world.fault("create a", lost, true);
        rig.world.fault("recover a", down, false);
        rig.up(graph(thing("a", TaskOptions.NONE.createFirst(true), "zone", "y")));
        rig.world.fault("recover a", down, false);
        assertFalse(new Rig(rig.store, rig.world).up(graph()).isGood());
        new Rig(rig.store, rig.world).upOk(graph());
        assertEquals(0, rig.world.size());
    }

    @Test
    void aRemoteTaskOnceBegunIsNotBegunAgainWithoutLooking() {
        rig.world.remoteTask = "UPID:1";
        rig.timer = new TurnedTimer();
        rig.world.fault("create a", new Failure.Transient("503 while waiting for it", ""), true);
        rig.upOk(graph(thing("a")));
        assertEquals(1, rig.world.creates.get("a"));
    }

    @Test
    void aCallThatWaitsForItsPoolIsNotMadeAfterItsTime() throws Exception {
        rig.world.pool = "api";
        var go = new CompletableFuture<Void>();
        var held = new CompletableFuture<Void>();
        rig.world.before = call -> {
            if (call.equals("create hog")) {
                held.complete(null);
                return go;
            }
            boolean applying = call.equals("read late") && rig.world.count("read late") > 0;
            return applying ? held : done();
        };
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> go.complete(null));
        TaskOptions brief = TaskOptions.NONE.timeout(Duration.ofMillis(300)).attempts(1);
        Graph graph = Graph.builder()
                .pool(new Pool("api", 1))
                .add(thing("hog"))
                .add(thing("late", brief))
                .build();
        assertFalse(rig.up(graph).isGood());
        Thread.sleep(200);
        assertFalse(rig.world.has("late"));
    }

    @Test
    void theSecondRequestEndsALongPause() {
        rig.world.fault("create a", new Failure.Throttled("slow down", Duration.ofMinutes(10)), false);
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(this::stopTwice);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> rig.up(graph(thing("a"))));
    }

    @Test
    void nobodyIsWaitedForForYears() {
        rig.world.fault("create a", new Failure.Throttled("slow down", Duration.ofSeconds(99_999_999_999L)), false);
        assertFalse(rig.up(graph(thing("a"))).isGood());
    }

    @Test
    void aProviderThatCannotStopKeepsNobodyRunning() {
        rig.world.onCancel = () -> {
            throw new IllegalStateException("cannot close");
        };
        var begun = new java.util.concurrent.atomic.AtomicInteger();
        rig.world.before = call -> {
            if (call.startsWith("create")) {
                if (begun.incrementAndGet() == 3) {
                    CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                            .execute(this::stopTwice);
                }
                return new CompletableFuture<>();
            }
            return done();
        };
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> rig.up(graph(thing("a"), thing("b"), thing("c"))));
    }

    @Test
    void anOutputThatIsMissingIsAProblemAndNotTheEndOfTheStory() {
        var a = thing("a");
        Outcome outcome =
                rig.up(Graph.builder().add(a).output("x", ref(a, "nope")).build());
        assertEquals(1, outcome.count(Outcome.Status.DONE));
        assertEquals(1, outcome.problems().size());
    }

    @Test
    void asMuchAtOnceAsThereIsIsNotNothing() {
        rig.options = rig.options.parallelism(Integer.MAX_VALUE);
        rig.upOk(graph(thing("a")));
        assertTrue(rig.world.has("a"));
    }

    @Test
    void whatIsToBeReplacedIsReplacedOnceHoweverManyRoundsThereAre() {
        rig.probes.put("p", Fields.of("found", Value.of(List.of(Map.of("name", "w")))));
        var host = thing("host");
        var p = probe("p", "of", ref(host, "address"));
        var worker = new Effect(
                key("worker"), Fields.of("name", ForEach.each("pool", "name")), TaskOptions.NONE, Origin.NONE);
        rig.upOk(graph(thing("x")));
        rig.options = rig.options.replace(Set.of(key("x")));
        rig.upOk(Graph.builder()
                .add(host)
                .add(p)
                .add(new ForEach("pool", ref(p, "found"), List.of(worker), Origin.NONE))
                .add(thing("x"))
                .build());
        assertEquals(2, rig.world.creates.get("x"));
    }

    @Test
    void whatStandsOnAThingThroughALookGoesBeforeTheThing() {
        rig.probes.put("p", Fields.of("ip", "1"));
        var a = thing("a");
        var p = probe("p", "of", ref(a, "address"));
        rig.upOk(graph(a, p, thing("b", "from", new Ref(p.key(), FieldPath.of("ip")))));
        rig.world.fault("delete b", down, false);
        assertFalse(rig.up(graph()).isGood());
        assertEquals(0, rig.world.count("delete a"));
    }

    @Test
    void protectionIsRememberedAlsoWhereNothingTurnsOutToBeDone() {
        rig.probes.put("p", Fields.of("ip", "1"));
        var p = probe("p", "of", ref(thing("a"), "size"));
        rig.upOk(graph(thing("a", "size", 1), p, thing("b", "from", ref(p, "ip"))));
        rig.upOk(graph(thing("a", "size", 2), p, thing("b", TaskOptions.NONE.protect(true), "from", ref(p, "ip"))));
        assertEquals(
                Protection.ON, rig.store.read().record(key("b")).orElseThrow().protection());
    }
}
