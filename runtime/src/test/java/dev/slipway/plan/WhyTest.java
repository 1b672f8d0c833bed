package dev.slipway.plan;

import static dev.slipway.plan.Plans.after;
import static dev.slipway.plan.Plans.change;
import static dev.slipway.plan.Plans.effect;
import static dev.slipway.plan.Plans.key;
import static dev.slipway.plan.Plans.observe;
import static dev.slipway.plan.Plans.pure;
import static dev.slipway.plan.Plans.record;
import static dev.slipway.plan.Plans.ref;
import static dev.slipway.plan.Plans.replacing;
import static dev.slipway.plan.Plans.secret;
import static dev.slipway.plan.Plans.skip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskOptions;
import dev.slipway.observe.Observation;
import dev.slipway.observe.Observations;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObservedObject;
import dev.slipway.store.TaskRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WhyTest {
    @Test
    void explainsEveryTaskOfAPlan() {
        Plan plan = meadow();
        var text = new StringBuilder();
        for (Step step : plan.steps()) {
            text.append(Why.of(plan).why(step.key())).append('\n');
        }
        golden("why", text.toString());
    }

    @Test
    void explainsWhyNothingMoreIsDone() {
        Plan plan = meadow();
        var text = new StringBuilder();
        for (Step step : plan.steps()) {
            text.append(Why.of(plan).whyNot(step.key())).append('\n');
        }
        golden("why-not", text.toString());
    }

    @Test
    void knowsMoreWithTheGraphAndTheWorld() {
        Graph graph = Graph.builder()
                .add(pure(2, "render/config", "template", "b"))
                .add(effect(
                        9, "vm/b", "config", ref("render/config", "yaml"), "nested", Map.of("x", ref("render/config"))))
                .add(effect(1, "net/lan", "cidr", "10.0.0.0/24"))
                .build();
        var plan = new Plans()
                .add(Step.of(pure(2, "render/config", "template", "b"), 1, Action.RUN, Cause.CHANGED)
                        .from(record("render/config", "template", "a"))
                        .changing(List.of(change("template", "a", "b")))
                        .producing(Fields.of("yaml", "new")))
                .add(
                        Step.of(effect(9, "vm/b", "config", "new"), 1, Action.UPDATE, Cause.CHANGED)
                                .changing(List.of(change("config", "old", "new"), change("nested.x.deep.er", 1, 2))),
                        "render/config")
                .add(skip(effect(1, "net/lan", "cidr", "10.0.0.0/24"), record("net/lan", "cidr", "10.0.0.0/24")))
                .plan();
        var world = new Observations(Map.of(key("net/lan"), new Observation.Same(LookDepth.COLLECTION, Map.of())));
        Why why = Why.of(plan).knowing(graph).knowing(world);
        golden("why-more", why.why(key("vm/b")) + "\n" + why.why(key("net/lan")));
    }

    @Test
    void followsAChainOfAHundredThousandAndStaysShort() {
        var plans = new Plans();
        plans.add(Step.of(effect(7, "vm/n0", "cores", 2), 1, Action.CREATE, Cause.NEW));
        for (int i = 1; i < 100_000; i++) {
            plans.addOn(
                    Step.of(effect(8, "vm/n" + i, "peer", after("vm/n" + (i - 1), "ip")), 1, Action.CREATE, Cause.NEW),
                    i - 1);
        }
        golden("why-deep", Why.of(plans.plan()).why(key("vm/n99999")).toString());
    }

    @Test
    void staysShortWhereEverythingRestsOnEverything() {
        var plans = new Plans();
        for (int i = 0; i < 60; i++) {
            var inputs = new TreeMap<String, Object>();
            for (int k = 0; k < i; k++) {
                inputs.put("in" + k, after("vm/n" + k, "ip"));
            }
            plans.addOn(Step.of(effect(i, "vm/n" + i, "all", inputs), 1, Action.CREATE, Cause.NEW));
        }
        long lines = Why.of(plans.plan()).why(key("vm/n59")).lines().size();
        assertTrue(lines < 60, lines + " lines");
    }

    @Test
    void doesNotGoRoundInCircles() {
        Plan plan = new Plans()
                .add(Step.of(effect(1, "vm/a", "x", after("vm/b", "x")), 1, Action.CREATE, Cause.NEW))
                .add(Step.of(effect(2, "vm/b", "x", after("vm/a", "x")), 1, Action.CREATE, Cause.NEW))
                .plan();
        assertEquals(5, Why.of(plan).why(key("vm/a")).lines().size());
    }

    @Test
    void namesTheNearestTasks() {
        var refused =
                assertThrows(InvalidInputException.class, () -> Why.of(meadow()).why(key("vm/cp-77")));
        assertEquals("""
                the plan has no task vm/cp-77
                  why: it is neither declared nor recorded; the plan has 16 tasks
                  do:  did you mean vm/cp-7?""", refused.getMessage());
        var other =
                assertThrows(InvalidInputException.class, () -> Why.of(meadow()).whyNot(key("host/lan")));
        assertTrue(String.valueOf(other.getMessage()).endsWith("did you mean net/lan?"));
    }

    @Test
    void knowsATaskByItsFormerName() {
        assertTrue(Why.of(meadow()).why(key("vm/old")).toString().startsWith("vm/new stays as it is"));
    }

    private static Plan meadow() {
        TaskOptions guarded = TaskOptions.NONE.protect(true);
        TaskRecord worker = record("vm/cp-7", "cores", 4, "image", "a");
        return new Plans()
                .add(skip(effect(1, "net/lan", "cidr", "10.0.0.0/24"), record("net/lan", "cidr", "10.0.0.0/24")))
                .add(Step.of(pure(2, "render/config", "template", "b"), 1, Action.RUN, Cause.CHANGED)
                        .from(record("render/config", "template", "a"))
                        .changing(List.of(change("template", "a", "b")))
                        .producing(Fields.of("yaml", "kind: new")))
                .add(Step.of(effect(4, "vm/cp-1", "cores", 4), 1, Action.CREATE, Cause.NEW), "net/lan")
                .add(
                        Step.of(effect(5, "lb/api", "to", after("vm/cp-1", "ip")), 1, Action.UPDATE, Cause.UPSTREAM)
                                .from(record("lb/api", "to", "10.0.0.3"))
                                .changing(List.of(change("to", "10.0.0.3", after("vm/cp-1", "ip"))))
                                .unsure(),
                        "vm/cp-1")
                .add(
                        Step.of(
                                effect(6, "dns/api", "to", after("lb/api", "ip"), "ttl", 60),
                                1,
                                Action.CREATE,
                                Cause.NEW),
                        "lb/api",
                        "vm/cp-1")
                .add(
                        Step.of(effect(9, "vm/cp-7", "config", "kind: new"), 1, Action.REPLACE, Cause.CHANGED)
                                .from(worker)
                                .changing(List.of(
                                        replacing("image", "a", "b"),
                                        change("config", "kind: old", "kind: new"),
                                        change("token", secret("env:T", 1), secret("env:T", 2)),
                                        change("cores", 16, 4).asDrift())),
                        "render/config")
                .add(Step.of(effect(10, "vm/drifted", "cores", 4), 1, Action.UPDATE, Cause.DRIFTED)
                        .from(record("vm/drifted", "cores", 4))
                        .finding(new ObservedObject("7", Fields.of("cores", 16)))
                        .changing(List.of(change("cores", 16, 4).asDrift())))
                .add(Step.of(effect(11, "vm/vanished"), 1, Action.CREATE, Cause.VANISHED))
                .add(Step.of(effect(12, guarded, "disk/etcd"), 1, Action.REPLACE, Cause.FORCED))
                .add(Step.of(effect(13, "vm/new"), 1, Action.NOTE, Cause.MOVED).moving(key("vm/old")))
                .add(Step.of(observe(14, "probe/pool"), 1, Action.READ, Cause.UPSTREAM), "vm/cp-1")
                .add(
                        Step.of(
                                pure(15, "fan/pool", "over", after("probe/pool", "nodes")),
                                0,
                                Action.DEFER,
                                Cause.UNEXPANDED),
                        "probe/pool")
                .add(
                        Step.of(effect(16, "lb/pool"), 0, Action.DEFER, Cause.UNEXPANDED)
                                .noting("it needs fan/pool"),
                        "fan/pool")
                .add(Step.of(effect(17, "vm/far"), 1, Action.HOLD, Cause.UNSEEN).noting("pve-2 does not answer"))
                .add(Step.of(effect(18, "vm/extra"), 1, Action.UPDATE, Cause.CHANGED)
                        .leftOut())
                .add(Step.of(
                                new Effect(key("vm/gone"), Fields.NONE, TaskOptions.NONE, Origin.NONE),
                                0,
                                Action.DELETE,
                                Cause.REMOVED)
                        .from(record("vm/gone", "cores", 1)))
                .plan();
    }

    private static void golden(String name, String text) {
        Golden.assertMatches(Path.of("src/test/golden/plan/" + name + ".txt"), text);
    }
}
