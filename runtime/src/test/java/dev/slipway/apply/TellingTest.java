package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.events.PlainEvents;
import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanCodec;
import dev.slipway.plan.PlanText;
import dev.slipway.plan.Step;
import dev.slipway.plan.Why;
import dev.slipway.provide.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One story on a real engine, told at each turn as the operator reads it: plan, reasons, events. */
class TellingTest {
    private final Rig rig = new Rig();
    private final StringBuilder story = new StringBuilder();

    @Test
    void tellsAStoryFromBirthToTeardown() {
        var config = text("config", "template", "one");
        var network = thing("net", "zone", "west");
        Graph first = graph(
                config,
                network,
                thing("cp", "size", 2, "from", ref(network, "address"), "secret", Secret.of("env:TOKEN")),
                thing("worker", "size", 4, "tags", List.of("a", "b"), "file", ref(config, "text")),
                thing("old", "size", 1));
        turn("birth", first);
        turn("nothing", first);

        rig.world.meddle("worker", "size", 16);
        rig.world.vanish("cp");
        rig.secrets.put("env:TOKEN", "another");
        var changed = text("config", "template", "two");
        var moved = thing("net", "zone", "east");
        turn(
                "change and drift",
                graph(
                        changed,
                        moved,
                        thing("cp", "size", 2, "from", ref(moved, "address"), "secret", Secret.of("env:TOKEN")),
                        thing("worker", "size", 4, "tags", List.of("c", "b"), "file", ref(changed, "text")),
                        thing("renamed", TaskOptions.NONE.formerly(List.of(key("old"))), "size", 1)));

        rig.options = rig.options.excludes(Set.of(key("net")));
        turn("excluded", graph(thing("net", "zone", "north"), thing("cp", "size", 3)));
        rig.options = rig.options.excludes(Set.of()).teardown(true);
        turn("teardown", graph());
        golden("story");
    }

    @Test
    void tellsOfWhatIsNotKnownYet() {
        var host = thing("host", "size", 1);
        var pool = probe("pool", "at", ref(host, "address"));
        var worker = new Effect(key("worker"), Fields.of("name", ForEach.each("pool")), TaskOptions.NONE, Origin.NONE);
        Graph graph = Graph.builder()
                .add(host)
                .add(pool)
                .add(new ForEach("pool", ref(pool, "nodes"), List.of(worker), new Origin("cluster.main.kts", 9)))
                .build();
        rig.probes.put("pool", Fields.of("nodes", List.of("x", "y")));
        turn("number unknown", graph);
        golden("unknown-number");
    }

    @Test
    void tellsOfWhatWentWrong() {
        var a = thing("a", "size", 1);
        rig.world.fault("create a", new Failure.Rejected("the quota is used up", "ask for more"), false);
        turn("failure", graph(a, thing("b", "from", ref(a, "id"))));
        golden("failure");
    }

    private void turn(String title, Graph graph) {
        Plan plan = rig.plan(graph);
        byte[] bytes = PlanCodec.encode(plan);
        Plan read = PlanCodec.decode("x", bytes);
        assertEquals(plan.steps(), read.steps(), "a plan survives its file");
        assertArrayEquals(bytes, PlanCodec.encode(read));
        String text = PlanText.of(read).toString();
        story.append("== ").append(title).append(" ==\n").append(text);
        Why why = Why.of(plan).knowing(graph);
        for (Step step : plan.steps()) {
            if (step.leftover().isEmpty()) {
                story.append('\n').append(why.why(step.key()));
            }
        }
        rig.events.clear();
        rig.up(graph);
        var lines = new ArrayList<String>();
        var plain = new PlainEvents(lines::add);
        List.copyOf(rig.events).forEach(plain);
        story.append('\n');
        lines.stream().sorted().forEach(line -> story.append(line).append('\n'));
        story.append('\n');
        assertTrue(story.indexOf("hunter2") < 0 && story.indexOf("another") < 0, "a secret is told");
    }

    private void golden(String name) {
        Golden.assertMatches(Path.of("src/test/golden/plan/" + name + ".txt"), timeless());
    }

    /** Without what another run would not repeat: times, and names in the order in which the world gave them. */
    private String timeless() {
        return story.toString()
                .replaceAll("in [0-9.]+ m?s\\n", "in no time\n")
                .replaceAll("\\bt[0-9]+\\b", "t#")
                .replaceAll("\"10\\.0\\.0\\.[0-9]+\"", "\"10.0.0.#\"")
                .replaceAll("\\b[0-9a-f]{12}\\b", "############");
    }
}
