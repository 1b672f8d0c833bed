package dev.slipway.graph;

import static dev.slipway.graph.Sample.effect;
import static dev.slipway.graph.Sample.key;
import static dev.slipway.graph.Sample.keys;
import static dev.slipway.graph.Sample.line;
import static dev.slipway.graph.Sample.problems;
import static dev.slipway.graph.Sample.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Task;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpansionTest {
    private static final ForEach WORKERS = fan(
            effect(
                    2,
                    "vm/worker",
                    TaskOptions.NONE.formerly(List.of(key("vm/old"))),
                    "on",
                    ref("net/lan"),
                    "each",
                    ForEach.each("workers")),
            effect(
                    3,
                    "node/join",
                    TaskOptions.NONE.after(List.of(key("vm/worker"))),
                    "ip",
                    List.of(ref("vm/worker", "ip"))));

    @Test
    void makesATaskOfEachTemplateForEachElement() {
        Graph graph = Expansion.of(surroundings(WORKERS), WORKERS, Value.of(List.of("b", 7)));
        assertEquals("net/lan vm/worker[b] node/join[b] vm/worker[7] node/join[7] fan/workers lb/x dns/y", keys(graph));
        Task worker = graph.task(1);
        assertEquals(Fields.of("each", "b", "on", ref("net/lan")), worker.inputs());
        assertEquals(List.of(key("vm/old[b]")), worker.rules().formerly());
        assertEquals(line(2), worker.origin());
        Task join = graph.task(2);
        assertEquals(Fields.of("ip", List.of(ref("vm/worker[b]", "ip"))), join.inputs());
        assertEquals(List.of(key("vm/worker[b]")), join.rules().after());
        assertEquals(
                Fields.of("items", Fields.of("b", ref("vm/worker[b]"), "7", ref("vm/worker[7]"))),
                graph.task(5).inputs());
        assertTrue(graph.fans().isEmpty());
        assertEquals(Fields.of("url", ref("fan/workers", "b", "ip")), graph.outputs());
    }

    @Test
    void whatComesAfterTheFanOutComesAfterAllOfIt() {
        Graph graph = Expansion.of(surroundings(WORKERS), WORKERS, Value.of(List.of("b")));
        assertEquals(
                List.of(key("fan/workers"), key("vm/worker[b]"), key("node/join[b]")),
                graph.task(graph.indexOf(key("dns/y"))).rules().after());
    }

    @Test
    void elementsMayBeBlocksWithANameOrBlocksByName() {
        ForEach fan = fan(effect(
                2,
                "vm/worker",
                "n",
                ForEach.each("workers", "name"),
                "c",
                ForEach.each("workers", "cores"),
                "a",
                ForEach.each("workers", "net", "ip")));
        Value byName = Value.of(Map.of("a", Map.of("cores", 2, "net", ref("ipam/a")), "b", Map.of("cores", 4)));
        Value listed = Value.of(
                List.of(Map.of("name", "a", "cores", 2, "net", ref("ipam/a")), Map.of("name", "b", "cores", 4)));
        for (Value over : List.of(byName, listed)) {
            Graph graph = Expansion.of(
                    Graph.builder().add(effect(9, "ipam/a")).add(fan).build(), fan, over);
            assertEquals(
                    Fields.of("n", "a", "c", 2, "a", ref("ipam/a", "ip")),
                    graph.task(graph.indexOf(key("vm/worker[a]"))).inputs());
            assertEquals(
                    Fields.of("n", "b", "c", 4, "a", null),
                    graph.task(graph.indexOf(key("vm/worker[b]"))).inputs());
        }
    }

    @Test
    void noElementsMakeNoTasks() {
        assertEquals(
                "net/lan fan/workers lb/x dns/y",
                keys(Expansion.of(surroundings(WORKERS), WORKERS, Value.of(List.of()))));
    }

    @Test
    void saysWhatIsWrongWithTheElements() {
        Graph graph = surroundings(WORKERS);
        assertEquals(
                """
                x.main.kts:1: elements 1 and 2 of fan/workers are both named '1'
                  why: the name is part of the key of what is made for an element
                  do:  give each its own name
                x.main.kts:1: element 3 of fan/workers has no name that could be part of a key
                  why: a name is 1 to 128 printable characters; a text or number is its own name, a block has a field 'name'
                  do:  give it such a name
                x.main.kts:1: element 4 of fan/workers has no name that could be part of a key
                  why: a name is 1 to 128 printable characters; a text or number is its own name, a block has a field 'name'
                  do:  give it such a name""", problems(() -> Expansion.of(graph, WORKERS, Value.of(List.of("1", 1, "a\nb", Map.of("x", 1))))));
        assertEquals("""
                x.main.kts:1: fan/workers runs over what is no collection
                  why: it takes a list, or a block of fields by name, but is a number, 3
                  do:  make it a list or a block of fields""", problems(() -> Expansion.of(graph, WORKERS, Value.of(3))));
        assertEquals("""
                x.main.kts:1: fan/workers runs over what is not known yet
                  why: it takes a list, or a block of fields by name, but is net/lan.nodes
                  do:  apply what it waits for first""", problems(() -> Expansion.of(graph, WORKERS, ref("net/lan", "nodes"))));
    }

    @Test
    void aFieldThatNoElementHasIsASlip() {
        ForEach fan = fan(effect(2, "vm/worker", "c", ForEach.each("workers", "corse")));
        Graph graph = Graph.builder().add(fan).build();
        assertEquals("""
                x.main.kts:2: vm/worker refers to the field 'corse' of an element of fan/workers
                  why: no element has it; their fields are cores, name
                  do:  did you mean 'cores'?""", problems(() -> Expansion.of(graph, fan, Value.of(List.of(Map.of("name", "a", "cores", 2))))));
    }

    @Test
    void manyFanOutsAndOneOfManyElementsTakeAMoment() {
        GraphBuilder builder = Graph.builder();
        var known = new java.util.HashMap<dev.slipway.model.TaskKey, Value>();
        for (int i = 0; i < 1000; i++) {
            builder.add(new ForEach("f" + i, Value.of(List.of()), List.of(effect(i, "vm/f" + i)), line(i)));
            known.put(key("fan/f" + i), Value.of(List.of("a")));
        }
        builder.add(WORKERS).add(effect(5, "net/lan"));
        known.put(WORKERS.key(), Value.of(IntStream.range(0, 20_000).boxed().toList()));
        assertEquals(1000 * 2 + 40_000 + 2, Expansion.of(builder.build(), known).size());
    }

    private static Graph surroundings(ForEach fan) {
        return Graph.builder()
                .add(effect(4, "lb/x", "to", ref("fan/workers", "b", "ip")))
                .add(fan)
                .add(effect(5, "net/lan"))
                .add(effect(6, "dns/y", TaskOptions.NONE.after(List.of(key("fan/workers")))))
                .output("url", ref("fan/workers", "b", "ip"))
                .build();
    }

    private static ForEach fan(Task... templates) {
        return new ForEach("workers", Value.of(List.of("a")), List.of(templates), line(1));
    }
}
