package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Event;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one round leaves to the next, and what comes before what. */
@Timeout(30)
class RoundsTest {
    private final Rig rig = new Rig();

    private static Graph growing(Effect host, Effect... others) {
        var p = probe("p", "of", ref(host, "address"));
        var worker = new Effect(
                key("worker"),
                Fields.of("name", ForEach.each("pool", "name")),
                TaskOptions.NONE,
                new Origin("c.kts", 3));
        var builder = Graph.builder().add(host).add(p);
        List.of(others).forEach(builder::add);
        return builder.add(new ForEach("pool", ref(p, "found"), List.of(worker), Origin.NONE))
                .build();
    }

    @Test
    void aSecondRoundThatIsRefusedLeavesWhatTheFirstHasDone() {
        rig.probes.put("p", Fields.of("found", Value.of(List.of(Map.of("name", "w")))));
        rig.world.foreign("w", Fields.NONE);
        Outcome outcome = rig.up(growing(thing("host")));
        assertEquals(2, outcome.count(Outcome.Status.DONE));
        assertEquals(1, outcome.problems().size());
        assertTrue(outcome.problems().get(0).what().contains("exists already"));
        var ended = (Event.Ended) rig.events.get(rig.events.size() - 1);
        assertEquals(2, ended.done());
        assertEquals(1, ended.problems().size());
    }

    private static Effect renamed() {
        return new Effect(
                key("b"),
                thing("a").inputs(),
                TaskOptions.NONE.formerly(List.of(key("a"))),
                thing("a").origin());
    }

    @Test
    void whatIsBuiltOnARenamedThingKnowsItsNewNameWhateverElseItLearns() {
        rig.world.hasTokens = false;
        rig.world.lists = false;
        var a = thing("a");
        rig.upOk(graph(a, thing("c", "from", ref(a, "address"))));
        rig.world.hasTokens = true;
        rig.upOk(graph(renamed(), thing("c", "from", ref(renamed(), "address"))));
        assertEquals(
                List.of(key("b")),
                rig.store.read().record(key("c")).orElseThrow().needs());
    }

    @Test
    void aLookWaitsForAllThatIsBeforeWhatItLooksAt() {
        rig.probes.put("p", Fields.of("ip", "1"));
        var s = thing("s", TaskOptions.NONE.after(List.of(key("a"))));
        var p = probe("p", "of", ref(s, "address"));
        rig.upOk(graph(thing("a", "size", 1), s, p));
        assertEquals(
                Map.of("a", Action.UPDATE, "p", Action.READ),
                Rig.actions(rig.plan(graph(thing("a", "size", 2), s, p))));
    }
}
