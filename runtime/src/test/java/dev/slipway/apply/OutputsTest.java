package dev.slipway.apply;

import static dev.slipway.apply.Rig.OWNER;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import dev.slipway.model.Value;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanText;
import dev.slipway.provide.Failure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a script gives out is remembered, and a plan tells what of it changes. */
@Timeout(30)
class OutputsTest {
    private final Rig rig = new Rig();

    private static Graph giving(Map<String, Object> outputs, Task... tasks) {
        var builder = Graph.builder();
        for (Task task : tasks) {
            builder.add(task);
        }
        new TreeMap<>(outputs)
                .forEach((name, value) -> builder.output(name, value instanceof Value v ? v : Value.of(value)));
        return builder.build();
    }

    private List<String> told(Graph graph) {
        return told(rig.plan(graph));
    }

    private static List<String> told(Plan plan) {
        List<String> lines = PlanText.of(plan).lines();
        int from = lines.indexOf("Outputs") + 1;
        return from == 0
                ? List.of()
                : lines.subList(from, lines.size()).stream()
                        .takeWhile(line -> !line.isEmpty())
                        .map(String::strip)
                        .toList();
    }

    private Fields remembered() {
        return rig.store.read().outputs();
    }

    @Test
    void whatComesChangesAndGoesIsTold() {
        Task a = thing("a");
        Graph first = giving(Map.of("address", ref(a, "address"), "size", 3), a);
        assertEquals(List.of("+ address  = (known after fake.thing/a.address)", "+ size     = 3"), told(first));
        rig.upOk(first);
        assertTrue(rig.plan(first).isEmpty());
        Graph next = giving(Map.of("size", 4, "name", "b"), a);
        Plan plan = rig.plan(next);
        assertEquals(List.of("- address  removed", "+ name     = \"b\"", "~ size     3 -> 4"), told(plan));
        assertFalse(plan.isEmpty());
        assertTrue(plan.acting().isEmpty());
        assertEquals("Plan: 3 outputs to change; 1 unchanged", PlanText.of(plan).summary());
        assertEquals(Fields.of("name", "b", "size", 4), rig.upOk(next).outputs());
        assertEquals(Fields.of("name", "b", "size", 4), remembered());
        assertEquals(List.of(), told(next));
        assertEquals(1, rig.world.count("create a"), "for what is given out nothing is touched");
    }

    @Test
    void aSavedPlanRemembersWhatItGivesOut() {
        Task a = thing("a");
        rig.upOk(giving(Map.of("size", 3), a));
        Plan plan = rig.plan(giving(Map.of("size", 4), a));
        assertTrue(rig.engine().apply(plan, rig.options, OWNER).isGood());
        assertEquals(Fields.of("size", 4), remembered());
    }

    @Test
    void whatIsNotKnownYetStaysAsItWasUntilItIs() {
        Task a = thing("a", "zone", "x");
        rig.upOk(giving(Map.of("address", ref(a, "address"), "old", 1), a));
        var before = remembered();
        Task other = thing("a", "zone", "y");
        Graph next = giving(Map.of("address", ref(other, "address")), other);
        assertEquals(
                "~ address  \"10.0.0.1\" -> (known after fake.thing/a.address)",
                told(next).get(0));
        rig.world.fault("create a", new Failure.Rejected("no room", ""), false);
        assertFalse(rig.up(next).isGood());
        assertEquals(before, remembered(), "a run that failed forgets nothing");
        rig.upOk(next);
        assertEquals(List.of("address"), remembered().names());
        assertFalse(before.get("address").equals(remembered().get("address")));
    }

    @Test
    void aSecretIsNeverSaidButItsChangeIs() {
        Graph token = giving(Map.of("token", Secret.of("env:TOKEN"), "made", ref(text("t"), "text")), withToken());
        assertTrue(told(token).contains("+ token  = •••"), told(token).toString());
        rig.upOk(token);
        assertEquals(List.of(), told(token));
        rig.secrets.put("env:TOKEN", "hunter3");
        rig.secrets.put("env:OTHER", "hunter2");
        assertTrue(
                told(token).contains("~ token  •••, secret changed"),
                told(token).toString());
        Graph elsewhere = giving(Map.of("token", Secret.of("env:OTHER")));
        assertFalse(told(elsewhere).toString().contains("token"), "the same, from elsewhere");
        Graph open = giving(Map.of("token", "hunter2"));
        assertTrue(
                told(open).contains("~ token  •••, secret changed"), told(open).toString());
        assertFalse(remembered().toString().contains("hunter"));
    }

    private static Task withToken() {
        return text("t", "token", Secret.of("env:TOKEN"));
    }

    @Test
    void whoTakesAllDownGivesNothingOut() {
        Task a = thing("a");
        Graph graph = giving(Map.of("size", 3), a, thing("b"));
        rig.upOk(graph);
        rig.options = rig.options.teardown(true).targets(Set.of(key("b")));
        rig.upOk(graph);
        assertEquals(Fields.of("size", 3), remembered(), "a part stands");
        rig.options = rig.options.targets(Set.of());
        assertEquals(List.of("- size  removed"), told(graph));
        rig.upOk(graph);
        assertEquals(Fields.NONE, remembered());
    }

    @Test
    void whatOnlyLooksIsComparedToo() {
        Task look = probe("p");
        rig.probes.put("p", Fields.of("load", 1));
        Graph graph = giving(Map.of("load", ref(look, "load")), look);
        rig.upOk(graph);
        assertTrue(rig.plan(graph).isEmpty());
        rig.probes.put("p", Fields.of("load", 2));
        assertEquals(List.of("~ load  1 -> 2"), told(graph));
    }
}
