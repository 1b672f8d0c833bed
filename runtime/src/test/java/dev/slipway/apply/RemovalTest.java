package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Claim;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.Pool;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is taken away goes after all that stands on it, and under the rules that it was made under. */
@Timeout(30)
class RemovalTest {
    private final Rig rig = new Rig();

    private List<String> acts() {
        return rig.world.calls.stream()
                .filter(call -> call.matches("(create|update|delete) .*"))
                .toList();
    }

    private static Graph fanned(TaskOptions rules, int size, Effect... more) {
        var host = thing("host", "size", size);
        var p = probe("p", "of", ref(host, "size"));
        var worker = new Effect(key("worker"), Fields.of("name", ForEach.each("pool", "name")), rules, Origin.NONE);
        var builder = Graph.builder().add(host).add(p);
        builder.add(new ForEach("pool", ref(p, "found"), List.of(worker), Origin.NONE));
        for (Effect each : more) {
            builder.add(each);
        }
        return builder.build();
    }

    @Test
    void waitsUntilItIsKnownWhetherWhatStandsOnItStays() {
        rig.probes.put("p", Fields.of("found", Value.of(List.of("a"))));
        var top = thing("top", TaskOptions.NONE.after(List.of(key("base"))));
        rig.upOk(fanned(TaskOptions.NONE.after(List.of(top.key())), 1, thing("base"), top));
        rig.probes.put("p", Fields.of("found", Value.of(List.of())));
        Plan plan = rig.plan(fanned(TaskOptions.NONE, 2));
        assertEquals(
                Map.of(
                        "host", Action.UPDATE,
                        "p", Action.READ,
                        "pool", Action.DEFER,
                        "top", Action.DEFER,
                        "base", Action.DEFER),
                actions(plan));
        rig.world.calls.clear();
        rig.upOk(fanned(TaskOptions.NONE, 2));
        assertEquals(List.of("update host", "delete worker[a]", "delete top", "delete base"), acts());
    }

    @Test
    void aFormerObjectWaitsTheSameWay() {
        rig.probes.put("p", Fields.of("found", Value.of(List.of("a"))));
        var old = thing("base", TaskOptions.NONE.createFirst(true), "zone", "x");
        rig.upOk(fanned(TaskOptions.NONE.after(List.of(old.key())), 1, old));
        rig.probes.put("p", Fields.of("found", Value.of(List.of())));
        rig.world.calls.clear();
        rig.upOk(fanned(TaskOptions.NONE, 2, thing("base", TaskOptions.NONE.createFirst(true), "zone", "y")));
        assertTrue(acts().indexOf("delete worker[a]") < acts().indexOf("delete base"), acts().toString());
        assertEquals(2, rig.world.size());
    }

    @Test
    void anObjectThatIsReplacedGoesAfterWhatStoodOnIt() {
        var x = thing("x", "zone", "a");
        var r = thing("r", "from", ref(x, "address"));
        rig.upOk(graph(x, r, thing("s", "from", ref(r, "address"))));
        rig.world.calls.clear();
        rig.upOk(graph(thing("x", "zone", "b")));
        assertEquals(List.of("delete s", "delete r", "delete x", "create x"), acts());
    }

    @Test
    void whatCannotGoBeforeItsUserHasChangedOverDoesNotHoldUpTheReplacement() {
        var x = thing("x", "zone", "a");
        var r = thing("r", "from", ref(x, "address"));
        rig.upOk(graph(x, r, thing("s", "from", ref(r, "address"), "size", ref(x, "address"))));
        rig.world.calls.clear();
        var other = thing("x", "zone", "b");
        rig.upOk(graph(other, thing("s", "size", ref(other, "address"))));
        assertEquals(List.of("delete x", "create x", "update s", "delete r"), acts());
    }

    @Test
    void ofTwoThatAreReplacedTheUpperGoesFirst() {
        var x = thing("x", "zone", "a");
        var y = thing("y", TaskOptions.NONE.after(List.of(x.key())), "zone", "a");
        rig.upOk(graph(x, y, thing("z", TaskOptions.NONE.after(List.of(y.key())), "zone", "a")));
        rig.world.calls.clear();
        var other = thing("x", "zone", "b");
        var upper = thing("y", TaskOptions.NONE.after(List.of(x.key())), "zone", "b");
        Graph changed = graph(other, upper, thing("z", TaskOptions.NONE.after(List.of(y.key())), "zone", "b"));
        rig.upOk(changed);
        assertEquals(List.of("delete z", "delete y", "delete x", "create x", "create y", "create z"), acts());
        assertEquals(3, rig.world.size());
        assertTrue(rig.plan(changed).isEmpty());
    }

    @Test
    void whatStandsOnAReplacedObjectAndStaysLetsItGoInItsOwnTime() {
        var x = thing("x", "zone", "a");
        var y = thing("y", TaskOptions.NONE.after(List.of(x.key())), "zone", "a");
        rig.upOk(graph(x, y, thing("z", "zone", "a", "from", ref(y, "address"))));
        rig.world.calls.clear();
        var upper = thing("y", TaskOptions.NONE.after(List.of(x.key())), "zone", "b");
        rig.upOk(graph(thing("x", "zone", "b"), upper, thing("z", "zone", "a", "from", ref(upper, "address"))));
        assertEquals(List.of("delete y", "delete x", "create x", "create y", "update z"), acts());
    }

    @Test
    void whatSomebodyChangedMeanwhileIsNotTakenDown() {
        var x = thing("x", "zone", "a");
        var y = thing("y", TaskOptions.NONE.after(List.of(x.key())), "zone", "a");
        rig.upOk(graph(x, y));
        Graph changed =
                graph(thing("x", "zone", "b"), thing("y", TaskOptions.NONE.after(List.of(x.key())), "zone", "b"));
        Plan plan = rig.plan(changed);
        rig.world.meddle("y", "size", 7);
        rig.world.calls.clear();
        Outcome outcome = rig.engine().apply(plan, rig.options, Rig.OWNER);
        assertFalse(outcome.isGood());
        assertEquals(List.of(), acts());
    }

    @Test
    void goesWithinTheLimitsThatItWasMadeIn() {
        var rules = TaskOptions.NONE
                .claims(List.of(new Claim("one", 1)))
                .timeout(Duration.ofMinutes(3))
                .attempts(2);
        var pool = new Pool("one", 1);
        Graph graph = Graph.builder()
                .pool(pool)
                .add(thing("a", rules))
                .add(thing("b", rules))
                .add(thing("c", rules))
                .build();
        rig.upOk(graph);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        rig.world.before = call -> {
            if (!call.startsWith("delete")) {
                return CompletableFuture.completedFuture(null);
            }
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(20, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .thenRun(now::decrementAndGet);
        };
        Graph empty = Graph.builder().pool(pool).add(thing("c", rules)).build();
        rig.plan(empty).acting().forEach(step -> {
            assertEquals(rules.claims(), step.task().rules().claims());
            assertEquals(rules.timeout(), step.task().rules().timeout());
            assertEquals(2, step.task().rules().attempts());
        });
        rig.upOk(empty);
        rig.options = rig.options.teardown(true);
        assertEquals(List.of(pool), rig.plan(graph).pools());
        rig.upOk(graph);
        assertEquals(1, most.get());
        assertEquals(0, rig.world.size());
    }

    @Test
    void aRecordKnowsWhatItsTaskIsBuiltOnToday() {
        var a = thing("a");
        rig.upOk(graph(a, thing("b")));
        Graph after = graph(a, thing("b", TaskOptions.NONE.after(List.of(a.key()))));
        assertEquals(Map.of("b", Action.NOTE), actions(rig.plan(after)));
        rig.upOk(after);
        assertEquals(
                List.of(a.key()),
                rig.store.read().record(key("b")).orElseThrow().needs());
        assertTrue(rig.plan(after).isEmpty());
        rig.world.calls.clear();
        rig.upOk(graph());
        assertEquals(List.of("delete b", "delete a"), acts());
    }

    @Test
    void aRecordOfAComputationDoesTheSame() {
        var a = thing("a");
        var t = Rig.text("t", "x", 1);
        rig.upOk(graph(a, t));
        var later = new dev.slipway.model.Pure(
                t.key(), t.inputs(), List.of(), TaskOptions.NONE.after(List.of(a.key())), Origin.NONE);
        assertEquals(Map.of("t", Action.NOTE), actions(rig.plan(graph(a, later))));
        rig.upOk(graph(a, later));
        assertEquals(1, rig.ran.get("t"));
        assertEquals(
                List.of(a.key()), rig.store.read().record(t.key()).orElseThrow().needs());
        assertTrue(rig.plan(graph(a, later)).isEmpty());
    }

    @Test
    void whoIsBuiltOnWhatMovesHasNothingToRemember() {
        var a = thing("a");
        rig.upOk(graph(a, thing("b", "from", ref(a, "address"))));
        var moved = new Effect(key("c"), a.inputs(), TaskOptions.NONE.formerly(List.of(a.key())), Origin.NONE);
        Graph next = graph(moved, thing("b", "from", ref(moved, "address")));
        assertEquals(Map.of("c", Action.NOTE), actions(rig.plan(next)));
        rig.upOk(next);
        assertEquals(Map.of(), actions(rig.plan(next)));
        assertFalse(rig.store.read().records().containsKey(new TaskKey("fake.thing", "a")));
    }
}
