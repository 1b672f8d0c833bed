package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.model.Content;
import dev.slipway.model.Effect;
import dev.slipway.model.Fan;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Items;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Rules;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reads a file that a task makes comes after that task, in whatever order and by whatever path they are declared. */
class MadeTest {
    private static Pure writes(String name, String path, Object... inputs) {
        return new Pure(new TaskKey("fake.file", name), Fields.of(inputs), List.of(path), Rules.NONE, Origin.NONE);
    }

    @Test
    void theReaderComesAfterTheWriter() {
        Effect reader = new Effect(
                new TaskKey("fake.thing", "reader"),
                Fields.of("files", new Items(List.of(Content.of("out/./page.html")))),
                Rules.NONE,
                Origin.NONE);
        Graph graph =
                Graph.builder().add(reader).add(writes("page", "out/page.html")).build();
        assertEquals("page", graph.task(0).key().name());
        assertArrayEquals(new int[] {0}, graph.needs(1));
        var files = assertInstanceOf(Items.class, graph.task(1).inputs().get("files"));
        assertEquals(
                new Ref(graph.task(0).key(), FieldPath.of("files", "out/page.html")),
                files.values().get(0));
    }

    @Test
    void soDoesOneThatIsMadeForEachElement() {
        Effect template = new Effect(
                new TaskKey("fake.thing", "worker"),
                Fields.of("file", Content.of("out/page.html")),
                Rules.NONE,
                Origin.NONE);
        var fan = new Fan("workers", new Items(List.of(new Text("a"))), List.of(template), Origin.NONE);
        Graph graph =
                Graph.builder().add(fan).add(writes("page", "out/page.html")).build();
        assertInstanceOf(
                Ref.class, graph.fans().get(0).templates().get(0).inputs().get("file"));
    }

    @Test
    void whoReadsWhatItWritesItselfReadsWhatWasThereBefore() {
        Graph graph = Graph.builder()
                .add(writes("counter", "count", "before", Content.of("count")))
                .build();
        assertEquals(Content.of("count"), graph.task(0).inputs().get("before"));
    }
}
