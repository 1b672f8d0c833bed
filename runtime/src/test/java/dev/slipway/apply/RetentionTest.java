package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanText;
import dev.slipway.provide.DataRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds data stays, unless it is released. */
class RetentionTest {
    private static final Fields ROOT = Fields.of("size", 8, "image", "debian");
    private static final Fields DATA = Fields.of("size", 100);

    private final Rig rig = new Rig();

    @BeforeEach
    void begin() {
        rig.world.data = DataRule.parts("parts", "image").alsoSeen("tags", "from");
    }

    private static Effect machine(TaskOptions rules, Object... parts) {
        return thing("db", rules, "parts", Fields.of(parts), "zone", "x");
    }

    private static Effect machine(Object... parts) {
        return machine(TaskOptions.NONE, parts);
    }

    private Value part(String name) {
        return rig.world.thing("db").at(FieldPath.of("parts", name));
    }

    private void release() {
        rig.options = Options.NORMAL.release(Set.of(key("db")));
    }

    @Test
    void keepsWhatHoldsDataWhenItsLineIsDeletedAndDoesTheRest() {
        rig.upOk(graph(machine("data", DATA), thing("other")));
        rig.upOk(graph(thing("new")));
        assertTrue(rig.world.has("db"));
        assertFalse(rig.world.has("other"));
        assertTrue(rig.world.has("new"));
        Plan second = rig.plan(graph(thing("new")));
        assertTrue(second.isEmpty());
        String text = PlanText.of(second).toString();
        assertTrue(text.contains("= fake.thing/db  stays: it holds data: parts.data"), text);
        assertTrue(text.contains("to delete it in this run: --release fake.thing/db"), text);
        assertTrue(text.endsWith("Plan: nothing to do; 1 unchanged, 1 kept\n"), text);
        release();
        rig.upOk(graph(thing("new")));
        assertFalse(rig.world.has("db"));
    }

    @Test
    void deletesWhatIsMadeFromSomethingKeptElsewhere() {
        rig.upOk(graph(machine("root", ROOT)));
        rig.upOk(graph());
        assertFalse(rig.world.has("db"));
    }

    @Test
    void theDeclarationOverridesTheKind() {
        rig.upOk(graph(machine("root", ROOT.with("disposable", Value.of(false)))));
        rig.upOk(graph());
        assertTrue(rig.world.has("db"));
        rig.upOk(graph(machine("root", ROOT, "scratch", DATA.with("disposable", Value.of(true)))));
        rig.upOk(graph());
        assertTrue(rig.world.has("db"), "an image said of a disk that holds data does not make it disposable");
        rig.upOk(graph(machine(TaskOptions.NONE.protect(false), "data", DATA)));
        rig.upOk(graph());
        assertFalse(rig.world.has("db"));
    }

    @Test
    void sayingThatAPartIsDisposableChangesOnlyTheRecord() {
        rig.upOk(graph(machine("data", DATA)));
        Graph disposable = graph(machine("data", DATA.with("disposable", Value.of(true))));
        assertEquals(Map.of("db", Action.NOTE), actions(rig.plan(disposable)));
        rig.upOk(disposable);
        assertEquals(0, rig.world.count("update"));
        assertTrue(rig.plan(disposable).isEmpty());
        rig.upOk(graph());
        assertFalse(rig.world.has("db"));
    }

    @Test
    void teardownDeletesWhatItMayAndKeepsWhatIsProtectedAndItsFooting() {
        var pool = thing("pool");
        var db = thing("db", "parts", Fields.of("data", DATA), "from", ref(pool, "address"));
        var guard = thing("guard", "from", ref(db, "address"));
        var other = thing("other", "from", ref(pool, "address"));
        rig.upOk(graph(pool, db, guard, other));
        rig.options = Options.NORMAL.teardown(true);
        Plan plan = rig.plan(graph());
        assertEquals(Map.of("guard", Action.DELETE, "other", Action.DELETE), actions(plan));
        String text = PlanText.of(plan).toString();
        assertTrue(text.contains("= fake.thing/pool  stays: fake.thing/db, which stays, is built on it"), text);
        rig.upOk(graph());
        assertEquals(2, rig.world.size());
        rig.options = rig.options.release(Set.of(key("db")));
        rig.upOk(graph());
        assertEquals(0, rig.world.size());
    }

    @Test
    void refusesToReplaceWhatHoldsData() {
        rig.upOk(graph(machine("data", DATA)));
        Graph moved = graph(thing("db", "parts", Fields.of("data", DATA), "zone", "y"));
        var refused = assertThrows(InvalidInputException.class, () -> rig.up(moved));
        assertTrue(refused.getMessage().contains("--release fake.thing/db"), refused.getMessage());
        rig.options = Options.NORMAL.replace(Set.of(key("db")));
        assertThrows(InvalidInputException.class, () -> rig.up(graph(machine("data", DATA))));
        release();
        rig.upOk(moved);
        assertEquals("y", rig.world.thing("db").text("zone"));
    }

    @Test
    void keepsAPartThatHoldsDataWhenItsLineIsDeleted() {
        rig.upOk(graph(machine("root", ROOT, "data", DATA, "scratch", ROOT)));
        Graph without = graph(machine("root", ROOT.with("size", Value.of(9))));
        rig.upOk(without);
        assertEquals(DATA, part("data"));
        assertEquals(
                "9",
                rig.world.thing("db").at(FieldPath.of("parts", "root", "size")).toString());
        assertFalse(part("scratch").isKnown() && part("scratch") instanceof Fields);
        Plan second = rig.plan(without);
        assertTrue(second.isEmpty());
        assertTrue(
                PlanText.of(second).toString().contains("keeps parts.data, not declared any more"),
                PlanText.of(second).toString());
        rig.upOk(graph());
        assertTrue(rig.world.has("db"), "its part still holds data");
        release();
        rig.upOk(without);
        assertFalse(part("data") instanceof Fields);
    }

    @Test
    void countsPartsThatNobodyDeclared() {
        rig.upOk(graph(thing("db", "tags", List.of("vm-100-disk-0"))));
        rig.upOk(graph());
        assertTrue(rig.world.has("db"));
        rig.upOk(graph(thing("db", "tags", List.of("vm-100-disk-0"), "from", "template")));
        rig.upOk(graph());
        assertFalse(rig.world.has("db"), "a copy of another has what that has");
    }

    @Test
    void whatIsDataInPartIsDisposableWhileItHoldsOnlyWhatCanBeFetched() {
        rig.world.data = DataRule.WHOLE.unlessOnly("tags", "iso", "import");
        rig.upOk(graph(
                thing("images", "tags", List.of("iso")),
                thing("backups", "tags", List.of("iso", "backup")),
                thing("unsaid")));
        rig.upOk(graph());
        assertFalse(rig.world.has("images"));
        assertTrue(rig.world.has("backups"));
        assertTrue(rig.world.has("unsaid"));
    }
}
