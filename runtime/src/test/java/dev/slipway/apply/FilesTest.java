package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.file;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Task;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.store.ActionCache;
import dev.slipway.store.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    private final Rig rig = new Rig();

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void here() {
        rig.root = root;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    /** Each task reads its own file and the file of the one before, and writes the same few bytes. */
    private static Graph chain(int length) {
        var tasks = new Task[length];
        for (int i = 0; i < length; i++) {
            Object before = i == 0 ? "first" : ref(tasks[i - 1], "files", "out" + (i - 1));
            Object source = i == 0 ? FileContent.of("in") : "none";
            tasks[i] = file("t" + i, "out" + i, "to", "out" + i, "write", "same", "before", before, "source", source);
        }
        return graph(tasks);
    }

    @Test
    void anEqualOutputStopsTheChainAfterOneTask() throws IOException {
        write("in", "one");
        Graph graph = chain(200);
        rig.upOk(graph);
        assertEquals(200, rig.ran.size());
        write("in", "two");
        rig.ran.clear();
        Outcome outcome = rig.upOk(graph);
        assertEquals(Map.of("t0", 1), rig.ran);
        assertEquals(1, outcome.count(Outcome.Status.DONE));
        assertEquals(199, outcome.count(Outcome.Status.UNCHANGED));
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void aTouchedFileIsNoChange() throws IOException {
        write("in", "one");
        Graph graph = chain(2);
        rig.upOk(graph);
        write("in", "one");
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void aTouchedFileIsReadOnceAndThenKnownByItsNewTime() throws IOException {
        write("in", "one");
        Graph graph = chain(1);
        rig.upOk(graph);
        Files.setLastModifiedTime(root.resolve("in"), FileTime.fromMillis(1_000_000));
        rig.upOk(graph);
        FileStamp stamp = rig.store.read().record(graph.task(0).key()).orElseThrow().stamps().stream()
                .filter(s -> s.path().equals("in"))
                .findFirst()
                .orElseThrow();
        assertEquals(1_000_000_000_000L, stamp.mtimeNanos());
    }

    @Test
    void aLostOrAlteredOutputIsMadeAgain() throws IOException {
        write("in", "one");
        Graph graph = chain(3);
        rig.upOk(graph);
        Files.delete(root.resolve("out1"));
        write("out2", "altered");
        assertEquals(Action.RUN, actions(rig.plan(graph)).get("t1"));
        rig.ran.clear();
        rig.upOk(graph);
        assertEquals(Map.of("t1", 1, "t2", 1), rig.ran);
        assertEquals("same", Files.readString(root.resolve("out2")));
    }

    @Test
    void aMissingFileIsToldWithTheLine() {
        var refused = assertThrows(
                InvalidInputException.class, () -> rig.plan(graph(thing("a", "file", FileContent.of("nowhere")))));
        assertTrue(refused.getMessage().contains("cluster.main.kts:1: fake.thing/a needs the file nowhere"));
    }

    @Test
    void anEffectSeesAChangedFile() throws IOException {
        write("motd", "hello");
        Graph graph = graph(thing("a", "file", FileContent.of("motd")));
        rig.upOk(graph);
        assertTrue(rig.plan(graph).isEmpty());
        write("motd", "other");
        assertEquals(Map.of("a", Action.UPDATE), actions(rig.plan(graph)));
    }

    @Test
    void aFileThatChangesBetweenPlanAndApplyIsAConflict() throws IOException {
        write("motd", "hello");
        Plan plan = rig.plan(graph(thing("a", "file", FileContent.of("motd"))));
        write("motd", "other");
        Outcome outcome = rig.engine().apply(plan, rig.options, Rig.OWNER);
        assertTrue(
                outcome.problems().get(0).why().contains("motd"),
                outcome.problems().toString());
        assertEquals(0, rig.world.size());
    }

    @Test
    void anOutputThatIsLostWhileTheOperatorThinksIsMadeAgain() {
        rig.probes.put("p", Fields.of("ip", "1"));
        var p = probe("p", "of", ref(thing("a"), "size"));
        var t = file("t", "out", "to", "out", "write", "x", "from", ref(p, "ip"));
        rig.upOk(graph(thing("a", "size", 1), p, t));
        rig.engine().up(graph(thing("a", "size", 2), p, t), rig.options, Rig.OWNER, plan -> {
            edit("out");
            return true;
        });
        assertEquals(2, rig.ran.get("t"));
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        var refused = assertThrows(
                InvalidInputException.class, () -> rig.plan(graph(thing("a", "file", FileContent.of("a\0b")))));
        assertTrue(refused.getMessage().contains("cannot be read"), refused.getMessage());
    }

    @Test
    void aTaskThatDoesNotWriteWhatItDeclaresFails() {
        var task = file("t", "declared", "to", "written", "write", "x");
        Outcome outcome = rig.up(graph(task));
        assertTrue(
                outcome.problems().get(0).why().contains("did not write declared"),
                outcome.problems().toString());
    }

    @Test
    void aFileThatChangesWhileTheOperatorThinksIsAConflict() throws IOException {
        write("motd", "hello");
        Files.setLastModifiedTime(root.resolve("motd"), FileTime.fromMillis(1_000_000));
        Outcome outcome = rig.engine()
                .up(graph(thing("a", "file", FileContent.of("motd"))), rig.options, Rig.OWNER, p -> {
                    edit("motd");
                    return true;
                });
        assertTrue(
                outcome.problems().get(0).why().contains("motd"),
                outcome.problems().toString());
        assertEquals(0, rig.world.size());
    }

    private void edit(String name) {
        try {
            write(name, "edited meanwhile");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatChangesWhileItIsComputedIsNotRememberedAsItWas() throws IOException {
        write("in", "one");
        var kept = new ArrayList<Fields>();
        rig.cache = new ActionCache() {
            @Override
            public Optional<Fields> get(Fingerprint action, Path base, List<String> files) {
                return Optional.empty();
            }

            @Override
            public void put(Fingerprint action, Fields outputs, Path base, List<String> files) {
                kept.add(outputs);
            }
        };
        rig.meanwhile = () -> edit("in");
        Graph atOnce = graph(text("t", "x", FileContent.of("in")));
        assertFalse(rig.up(atOnce).isGood());
        write("in", "one");
        Graph later = graph(file("t", "out", "to", "out", "write", "x", "source", FileContent.of("in")));
        assertFalse(rig.up(later).isGood());
        assertEquals(List.of(), kept);
        assertEquals(Map.of(), rig.store.read().records());
        rig.meanwhile = () -> {};
        rig.upOk(atOnce);
        rig.upOk(later);
        assertEquals(2, kept.size());
    }
}
