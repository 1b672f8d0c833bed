package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.ForEach;
import dev.slipway.model.ListValue;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.StringValue;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reads a file that a task makes comes after that task, in whatever order and by whatever path they are declared. */
class ProducedFilesTest {
    private static Pure writes(String name, String path, Object... inputs) {
        return new Pure(
                new TaskKey("fake.file", name), Fields.of(inputs), List.of(path), TaskOptions.NONE, Origin.NONE);
    }

    @Test
    void theReaderComesAfterTheWriter() {
        Effect reader = new Effect(
                new TaskKey("fake.thing", "reader"),
                Fields.of("files", new ListValue(List.of(FileContent.of("out/./page.html")))),
                TaskOptions.NONE,
                Origin.NONE);
        Graph graph =
                Graph.builder().add(reader).add(writes("page", "out/page.html")).build();
        assertEquals("page", graph.task(0).key().name());
        assertArrayEquals(new int[] {0}, graph.needs(1));
        var files = assertInstanceOf(ListValue.class, graph.task(1).inputs().get("files"));
        assertEquals(
                new Ref(graph.task(0).key(), FieldPath.of("files", "out/page.html")),
                files.values().get(0));
    }

    @Test
    void soDoesOneThatIsMadeForEachElement() {
        Effect template = new Effect(
                new TaskKey("fake.thing", "worker"),
                Fields.of("file", FileContent.of("out/page.html")),
                TaskOptions.NONE,
                Origin.NONE);
        var fan = new ForEach("workers", new ListValue(List.of(new StringValue("a"))), List.of(template), Origin.NONE);
        Graph graph =
                Graph.builder().add(fan).add(writes("page", "out/page.html")).build();
        assertInstanceOf(
                Ref.class, graph.fans().get(0).templates().get(0).inputs().get("file"));
    }

    @Test
    void whoReadsWhatItWritesItselfReadsWhatWasThereBefore() {
        Graph graph = Graph.builder()
                .add(writes("counter", "count", "before", FileContent.of("count")))
                .build();
        assertEquals(FileContent.of("count"), graph.task(0).inputs().get("before"));
    }
}
