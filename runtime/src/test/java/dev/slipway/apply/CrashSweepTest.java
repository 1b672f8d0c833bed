package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.TaskOptions;
import dev.slipway.store.Crash;
import dev.slipway.store.CrashingDisk;
import dev.slipway.store.LocalStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes the disk away at every operation and, between operations, inside of what is written, in the middle of whole runs;
 * then runs again. Whatever the moment, the second run ends where an undisturbed one would have, and nothing was created
 * twice.
 */
class CrashSweepTest {
    private static final Path STATE = Path.of("/slipway");
    private static final TaskOptions FIRST = TaskOptions.NONE.createFirst(true);

    private static Graph before() {
        var a = thing("a", "size", 1);
        var r = thing("r", "zone", "x");
        var t = text("t", "x", "one");
        return graph(
                a,
                r,
                thing("f", FIRST, "zone", "x"),
                t,
                thing("b", "from", ref(a, "address"), "size", ref(t, "length")),
                thing("gone", "from", ref(a, "address")),
                thing("old", "from", ref(r, "address")));
    }

    /** An update, both sorts of replacement, a delete, a move, a creation and a computation. */
    private static Graph after() {
        var a = thing("a", "size", 2);
        var r = thing("r", "zone", "y");
        var t = text("t", "x", "three");
        var old = thing("old", "from", ref(r, "address"));
        var moved = new Effect(
                thing("moved").key(),
                old.inputs(),
                TaskOptions.NONE.formerly(java.util.List.of(old.key())),
                old.origin());
        return graph(
                a,
                r,
                thing("f", FIRST, "zone", "y"),
                t,
                thing("b", "from", ref(a, "address"), "size", ref(t, "length")),
                thing("new", "from", ref(r, "address")),
                moved);
    }

    private static final Map<String, Integer> CREATED_ONCE =
            Map.of("a", 1, "b", 1, "f", 1, "r", 1, "gone", 1, "old", 1);
    private static final Map<String, Integer> CREATED_IN_ALL =
            Map.of("a", 1, "b", 1, "f", 2, "r", 2, "gone", 1, "old", 1, "new", 1);

    static Stream<Crash> crashes() {
        return Stream.of(Crash.KILL, Crash.POWER_CUT, Crash.lottery(1), Crash.lottery(2));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void aBringUpConvergesFromEveryOperation(Crash crash) {
        sweep(crash, 1, false, (disk, at) -> disk.dieAtOperation(at));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void aBringUpConvergesFromInsideOfWhatIsWritten(Crash crash) {
        sweep(crash, 17, false, (disk, at) -> disk.dieAtByte(at));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void aChangeConvergesFromEveryOperation(Crash crash) {
        sweep(crash, 1, true, (disk, at) -> disk.dieAtOperation(at));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void aChangeConvergesFromInsideOfWhatIsWritten(Crash crash) {
        sweep(crash, 17, true, (disk, at) -> disk.dieAtByte(at));
    }

    private interface Death {
        void plan(CrashingDisk disk, long at);
    }

    private static void sweep(Crash crash, int stride, boolean change, Death death) {
        long survived = 0;
        for (long at = 1; survived == 0; at += stride) {
            var disk = new CrashingDisk();
            var world = new FakeWorld();
            if (change) {
                run(world, disk, before(), outcome -> assertTrue(outcome.isGood()));
            }
            death.plan(disk, at);
            try {
                run(world, disk, change ? after() : before(), outcome -> {});
            } catch (RuntimeException e) {
                assertTrue(disk.dead(), "a failure without a cause: " + e);
            }
            survived = disk.dead() ? 0 : at;
            String moment = crash + " at " + at;
            converge(world, disk.after(crash), change, moment);
        }
    }

    private static void converge(FakeWorld world, CrashingDisk disk, boolean change, String moment) {
        Graph wanted = change ? after() : before();
        run(world, disk, wanted, outcome -> assertTrue(outcome.isGood(), moment + ": " + outcome.problems()));
        assertEquals(change ? CREATED_IN_ALL : CREATED_ONCE, world.creates, moment);
        assertEquals(6, world.size(), moment);
        assertEquals(change ? "2" : "1", world.thing("a").text("size"), moment);
        assertEquals(change ? "5" : "3", world.thing("b").text("size"), moment);
        assertEquals(change ? "y" : "x", world.thing("f").text("zone"), moment);
        try (var store = new LocalStore(STATE, disk)) {
            assertEquals(Map.of(), Rig.actions(new Rig(store, world).plan(wanted)), moment);
        }
    }

    private static void run(FakeWorld world, CrashingDisk disk, Graph graph, Consumer<Outcome> check) {
        try (var store = new LocalStore(STATE, disk)) {
            check.accept(new Rig(store, world).up(graph));
        }
    }
}
