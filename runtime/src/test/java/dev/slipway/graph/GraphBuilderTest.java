package dev.slipway.graph;

import static dev.slipway.graph.Sample.effect;
import static dev.slipway.graph.Sample.key;
import static dev.slipway.graph.Sample.keys;
import static dev.slipway.graph.Sample.line;
import static dev.slipway.graph.Sample.problems;
import static dev.slipway.graph.Sample.pure;
import static dev.slipway.graph.Sample.ref;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.model.Claim;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Pool;
import dev.slipway.model.StringValue;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
    @Test
    void keepsTheOrderOfDeclarationWhereItCan() {
        Graph graph = Graph.builder()
                .add(effect(1, "vm/d", "address", ref("net/b", "address")))
                .add(effect(2, "vm/c"))
                .add(effect(3, "net/b", TaskOptions.NONE.after(List.of(key("net/a")))))
                .add(effect(4, "net/a"))
                .build();
        assertEquals("net/a net/b vm/d vm/c", keys(graph));
        assertArrayEquals(new int[] {1}, graph.needs(2));
        assertEquals(2, graph.indexOf(key("vm/d")));
        assertEquals(-1, graph.indexOf(key("vm/e")));
        assertArrayEquals(new int[] {0, 1}, graph.ofKind("net"));
    }

    @Test
    void findsReferencesHoweverDeep() {
        Graph graph = Graph.builder()
                .add(effect(1, "vm/a"))
                .add(effect(2, "vm/b"))
                .add(effect(3, "lb/c", "x", Map.of("y", List.of(1, ref("vm/b"), Map.of("z", ref("vm/a", "ip"))))))
                .build();
        assertArrayEquals(new int[] {0, 1}, graph.needs(2));
        assertEquals(2, graph.order().waitsFor(2));
    }

    @Test
    void aFanOutStandsForItself() {
        Graph graph = Graph.builder()
                .add(new ForEach(
                        "workers",
                        ref("probe/nodes", "names"),
                        List.of(effect(2, "vm/worker", "n", ForEach.each("workers"))),
                        line(1)))
                .add(effect(3, "lb/x", "to", ref("fan/workers", "a", "address")))
                .add(effect(4, "probe/nodes"))
                .build();
        assertEquals("probe/nodes fan/workers lb/x", keys(graph));
        assertEquals(
                Fields.of("over", ref("probe/nodes", "names")), graph.task(1).inputs());
        assertEquals("workers", graph.fan(key("fan/workers")).orElseThrow().name());
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        Value deep = new StringValue("");
        for (int i = 0; i < 70; i++) {
            deep = Fields.of("x", deep);
        }
        GraphBuilder builder = Graph.builder()
                .pool(new Pool("api", 3), line(1))
                .pool(new Pool("api", 3), line(2))
                .pool(new Pool("api", 4), line(3))
                .add(effect(4, "vm/cp-1"))
                .add(effect(5, "vm/cp-1"))
                .add(effect(6, "vm/a", "net", Map.of("gateway", ref("vm/cp-l", "address"))))
                .add(effect(7, "vm/b", "address", ref("vm/b", "address")))
                .add(effect(8, "vm/c", TaskOptions.NONE.after(List.of(key("dns/nowhere")))))
                .add(pure(9, "file/a", List.of("out/./x")))
                .add(pure(10, "file/b", List.of("out/x", "no\0file")))
                .add(effect(11, "vm/d", TaskOptions.NONE.claims(List.of(new Claim("api", 4)))))
                .add(effect(12, "vm/e", TaskOptions.NONE.formerly(List.of(key("vm/cp-1"), key("vm/old")))))
                .add(effect(13, "vm/f", TaskOptions.NONE.formerly(List.of(key("vm/old")))))
                .add(effect(14, "each/x"))
                .add(effect(15, "vm/deep", "x", deep))
                .output("url", ref("vm/cp-2", "url"), line(16))
                .output("url", new StringValue("http://"), line(17));
        assertEquals("""
                x.main.kts:3: the pool 'api' has two limits, 3 and 4
                  why: the first is at x.main.kts:1
                  do:  keep one of them
                x.main.kts:5: vm/cp-1 is declared twice
                  why: a key names one task, and the first is at x.main.kts:4
                  do:  rename or remove one of them
                x.main.kts:6: vm/a refers to vm/cp-l, which is not there
                  why: its field 'net.gateway' is vm/cp-l.address
                  do:  did you mean vm/cp-1 (x.main.kts:4)?
                x.main.kts:7: vm/b refers to itself
                  why: its field 'address' is vm/b.address, which is known only when it is done
                  do:  refer to another task, or write the value
                x.main.kts:8: vm/c refers to dns/nowhere, which is not there
                  why: it is to come after dns/nowhere
                  do:  declare it, or remove the reference
                x.main.kts:10: file/a and file/b both write out/x
                  why: the result would depend on who is last; the first is at x.main.kts:9
                  do:  write to different files, or make one task of the two
                x.main.kts:10: file/b writes 'no\0file', which is no file name
                  why: Nul character not allowed
                  do:  correct the name
                x.main.kts:11: vm/d takes 4 of the pool 'api', which has 3
                  why: it could never start; the limit is at x.main.kts:1
                  do:  lower the claim or raise the limit
                x.main.kts:12: vm/e was formerly vm/cp-1, which is still declared
                  why: a record moves to one key only, and vm/cp-1 is at x.main.kts:4
                  do:  remove 'moved', or the old declaration
                x.main.kts:13: vm/e and vm/f both were formerly vm/old
                  why: a record moves to one key only; the first is at x.main.kts:12
                  do:  keep 'moved' at one of them
                x.main.kts:14: each/x cannot be declared
                  why: the kind 'each' belongs to fan-outs
                  do:  choose another kind
                x.main.kts:15: vm/deep is nested deeper than 64 levels
                  why: what is nested deeper cannot be stored
                  do:  make the value flatter, or give it as text
                x.main.kts:16: the output 'url' refers to vm/cp-2, which is not there
                  why: it is vm/cp-2.url
                  do:  did you mean vm/cp-1 (x.main.kts:4)?
                x.main.kts:17: the output 'url' is given twice
                  why: an output has one value
                  do:  rename or remove one of them""", problems(builder::build));
    }

    @Test
    void whatExchangesItsNameIsToldHowOnce() {
        GraphBuilder builder = Graph.builder()
                .add(effect(1, "vm/a", TaskOptions.NONE.formerly(List.of(key("vm/b")))))
                .add(effect(2, "vm/b", TaskOptions.NONE.formerly(List.of(key("vm/a")))));
        assertEquals("""
                x.main.kts:1: vm/a and vm/b exchange their names
                  why: a script says so at every run, and each run would exchange them back; the other is at x.main.kts:2
                  do:  remove 'moved' at both, and exchange what is remembered once: slipway state mv vm/a vm/a-, mv vm/b vm/a, mv vm/a- vm/b""", problems(builder::build));
    }

    @Test
    void saysWhatIsWrongAboutFanOuts() {
        GraphBuilder builder = Graph.builder()
                .add(new ForEach(
                        "workers",
                        ForEach.each("workers", "x"),
                        List.of(effect(2, "vm/worker"), pure(3, "file/config", List.of("config.yaml"))),
                        line(1)))
                .add(new ForEach("none", Value.of(List.of()), List.of(), line(4)))
                .add(effect(5, "lb/a", "to", ref("vm/worker", "address")))
                .add(effect(6, "lb/b", "to", ForEach.each("workers", "name")));
        assertEquals("""
                x.main.kts:1: fan/workers refers to an element of fan/workers
                  why: its field 'over' is each/workers.x, and there is an element only for the tasks inside that fan-out
                  do:  move the task inside, or refer to fan/workers by the name of an element
                x.main.kts:3: file/config in fan/workers writes config.yaml
                  why: it is made for each element, and each would write the same file
                  do:  give the result as an output, or write the file in one task outside
                x.main.kts:4: fan/none has no tasks
                  why: a fan-out declares what is made for each element
                  do:  declare a task inside it, or remove it
                x.main.kts:5: lb/a refers to vm/worker, which is made for each element of fan/workers
                  why: its field 'to' is vm/worker.address, and there is one for each element
                  do:  refer to fan/workers by the name of an element, or move the task inside
                x.main.kts:6: lb/b refers to an element of fan/workers
                  why: its field 'to' is each/workers.name, and there is an element only for the tasks inside that fan-out
                  do:  move the task inside, or refer to fan/workers by the name of an element""", problems(builder::build));
    }
}
