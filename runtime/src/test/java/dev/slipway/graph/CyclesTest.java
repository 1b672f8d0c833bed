package dev.slipway.graph;

import static dev.slipway.graph.Sample.effect;
import static dev.slipway.graph.Sample.key;
import static dev.slipway.graph.Sample.line;
import static dev.slipway.graph.Sample.problems;
import static dev.slipway.graph.Sample.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.model.ForEach;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class CyclesTest {
    @Test
    void explainsOneCircleForEachKnot() {
        GraphBuilder builder = Graph.builder()
                .add(effect(1, "vm/first", "x", ref("vm/a")))
                .add(effect(3, "vm/a", "x", List.of(ref("vm/b"), ref("vm/c"))))
                .add(effect(5, "vm/b", "x", ref("vm/c")))
                .add(effect(7, "vm/c", "x", ref("vm/a", "address")))
                .add(effect(9, "vm/d", TaskOptions.NONE.after(List.of(key("vm/e")))))
                .add(effect(11, "vm/e", "x", ref("vm/d"), "y", ref("vm/a")));
        assertEquals("""
                x.main.kts:3: 2 tasks wait for one another: vm/a (x.main.kts:3) -> vm/c (x.main.kts:7) -> vm/a
                  why: each needs a result of the next, so none can be the first
                  do:  remove one of these references, or split the task that is needed too early
                x.main.kts:9: 2 tasks wait for one another: vm/d (x.main.kts:9) -> vm/e (x.main.kts:11) -> vm/d
                  why: each needs a result of the next, so none can be the first
                  do:  remove one of these references, or split the task that is needed too early""", problems(builder::build));
    }

    @Test
    void seesThroughFanOutsBeforeTheyAreExpanded() {
        GraphBuilder builder = Graph.builder()
                .add(new ForEach(
                        "workers",
                        Value.of(List.of("a")),
                        List.of(
                                effect(2, "vm/worker", "x", ref("dns/zone", "id")),
                                effect(3, "node/join", "x", ref("fan/workers"))),
                        line(1)))
                .add(effect(4, "dns/zone", "x", ref("fan/workers", "a", "address")));
        assertEquals(
                "3 tasks wait for one another: fan/workers (x.main.kts:1) -> vm/worker (x.main.kts:2)"
                        + " -> dns/zone (x.main.kts:4) -> fan/workers",
                problems(builder::build).lines().findFirst().orElseThrow().substring("x.main.kts:1: ".length()));
    }

    @Test
    void aSecondTemplateMayNeedTheOutputsOfItsFanOut() {
        Graph graph = Graph.builder()
                .add(new ForEach(
                        "workers",
                        Value.of(List.of("a")),
                        List.of(effect(2, "vm/worker"), effect(3, "node/join", "x", ref("fan/workers"))),
                        line(1)))
                .build();
        assertEquals(1, graph.size());
    }

    @Test
    void whatComesAfterAFanOutComesAfterAllOfIt() {
        GraphBuilder builder = Graph.builder()
                .add(new ForEach(
                        "workers",
                        Value.of(List.of("a")),
                        List.of(effect(2, "vm/worker"), effect(3, "node/join", "x", ref("dns/zone"))),
                        line(1)))
                .add(effect(4, "dns/zone", TaskOptions.NONE.after(List.of(key("fan/workers")))));
        assertEquals(
                "2 tasks wait for one another: dns/zone (x.main.kts:4) -> node/join (x.main.kts:3) -> dns/zone",
                problems(builder::build).lines().findFirst().orElseThrow().substring("x.main.kts:4: ".length()));
    }

    @Test
    void aLongCircleIsShownByItsEnds() {
        GraphBuilder builder = Graph.builder();
        int size = 100_000;
        for (int i = 0; i < size; i++) {
            builder.add(effect(i, "vm/" + i, "x", ref("vm/" + (i + 1) % size)));
        }
        assertEquals(
                "100000 tasks wait for one another: vm/0 (x.main.kts:0) -> vm/1 (x.main.kts:1) -> vm/2 (x.main.kts:2)"
                        + " -> vm/3 (x.main.kts:3) -> vm/4 (x.main.kts:4) -> vm/5 (x.main.kts:5)"
                        + " -> vm/6 (x.main.kts:6) -> vm/7 (x.main.kts:7) -> vm/8 (x.main.kts:8)"
                        + " -> ... 99988 more ... -> vm/99997 (x.main.kts:99997) -> vm/99998 (x.main.kts:99998)"
                        + " -> vm/99999 (x.main.kts:99999) -> vm/0",
                problems(builder::build).lines().findFirst().orElseThrow().substring("x.main.kts:0: ".length()));
    }
}
