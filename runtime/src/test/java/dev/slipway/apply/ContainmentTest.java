package dev.slipway.apply;

import static dev.slipway.apply.EstateScript.key;
import static dev.slipway.apply.EstateScript.vm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.apply.EstateScript.Vm;
import dev.slipway.model.InvalidInputException;
import dev.slipway.plan.Action;
import dev.slipway.plan.Cause;
import dev.slipway.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What lives inside an object shares its fate, and protects it before it runs. */
class ContainmentTest {
    private final EstateScript script = new EstateScript();
    private final Vm web = vm("web", "running", true, "size", 1, "id", 201).walled("22", "80");

    @AfterEach
    void noMachineRanUnguarded() {
        assertEquals(List.of(), script.estate.breaches);
    }

    private Map<String, Action> actions(Vm... machines) {
        var actions = new TreeMap<String, Action>();
        for (Step step : script.plan(machines).steps()) {
            if (step.action() != Action.SKIP) {
                actions.merge(step.key().toString(), step.action(), (one, other) -> one);
            }
        }
        return actions;
    }

    private void isAsDeclared(Vm... machines) {
        assertEquals(EstateScript.declared(List.of(machines)), script.estate.contents());
        assertEquals(Map.of(), actions(machines));
    }

    @Test
    void startsAMachineOnlyBehindItsWall() {
        script.upOk(web);
        assertEquals("start 201", script.estate.requests.get(script.estate.requests.size() - 1));
        isAsDeclared(web);
    }

    @Test
    void startsAStoppedMachineOnlyBehindANewRule() {
        script.upOk(web.with("running", false));
        script.upOk(web.with("size", 2).walled("22", "80", "443"));
        isAsDeclared(web.with("size", 2).walled("22", "80", "443"));
        script.estate.named("web").orElseThrow().running = false;
        script.upOk(web.with("size", 2).walled("22"));
        isAsDeclared(web.with("size", 2).walled("22"));
    }

    @Test
    void stopsAMachineBeforeItsWallGoes() {
        script.upOk(web);
        script.upOk(web.with("running", false).walled());
        var last = script.estate.requests;
        assertTrue(last.indexOf("stop 201") < last.indexOf("lower 201"), last.toString());
    }

    @Test
    void onlyTheStepThatTurnsItOnIsSplit() {
        script.upOk(web);
        var plan = script.plan(web.with("size", 2).walled("22"));
        assertEquals(2, plan.acting().size());
        script.upOk(web.with("size", 2).walled("22"));
        isAsDeclared(web.with("size", 2).walled("22"));
    }

    @Test
    void whatIsReplacedComesBackWithAllThatItContained() {
        script.upOk(web.entered(true));
        script.options = script.options.replace(Set.of(key("vm", "web")));
        var plan = script.plan(web.entered(true));
        assertTrue(plan.steps().stream().anyMatch(step -> step.cause() == Cause.CONTAINER_REPLACED));
        script.upOk(web.entered(true));
        script.options = script.options.replace(Set.of());
        assertEquals(201, script.id("web"));
        isAsDeclared(web.entered(true));
    }

    @Test
    void alsoWhenItGetsAnotherNumber() {
        script.upOk(web.entered(true));
        script.upOk(web.entered(true).with("id", 300));
        assertEquals(300, script.id("web"));
        isAsDeclared(web.entered(true).with("id", 300));
    }

    @Test
    void whatGoesWithItsContainerTakesNoRequests() {
        script.upOk(web.entered(true));
        script.estate.requests.clear();
        script.upOk();
        assertEquals(List.of("remove entry 201", "stop 201", "delete machine 201"), script.estate.requests);
        isAsDeclared();
    }

    @Test
    void whatIsRenamedKeepsAllThatItContains() {
        script.upOk(web.entered(true));
        String mark = script.mark("web");
        script.estate.requests.clear();
        Vm other = web.entered(true).renamed("frontend", true);
        script.upOk(other);
        assertEquals(List.of("set name of 201"), script.estate.requests);
        assertEquals(mark, script.mark("frontend"));
        isAsDeclared(other);
        isAsDeclared(other.settled());
    }

    @Test
    void whatTheSystemFilledInStays() {
        Vm free = vm("web", "size", 1);
        script.upOk(free);
        long id = script.id("web");
        String mac = script.estate.named("web").orElseThrow().mac;
        String mark = script.mark("web");
        assertEquals(Map.of("fake.vm/web", Action.UPDATE), actions(free.with("size", 2)));
        script.upOk(free.with("size", 2));
        isAsDeclared(free.with("size", 2));
        assertEquals(id, script.id("web"));
        assertEquals(mark, script.mark("web"));
        script.options = script.options.replace(Set.of(key("vm", "web")));
        script.upOk(free.with("size", 2));
        script.options = script.options.replace(Set.of());
        assertEquals(id, script.id("web"));
        assertEquals(mac, script.estate.named("web").orElseThrow().mac);
        isAsDeclared(free.with("size", 2));
    }

    @Test
    void takingALineOutOfWhatIsFilledInIsNoChange() {
        script.upOk(web.with("mac", "02:00"));
        String mark = script.mark("web");
        assertEquals(Map.of(), actions(web.without("id")));
        script.upOk(web.without("id").with("size", 2));
        assertEquals(mark, script.mark("web"));
        assertEquals("02:00", script.estate.named("web").orElseThrow().mac);
        isAsDeclared(web.without("id").with("size", 2));
        assertEquals(Action.REPLACE, actions(web.with("id", 202)).get("fake.vm/web"));
    }

    @Test
    void whatReleasesANumberComesFirstAndARenameIsProposed() {
        script.upOk(vm("api", "id", 202, "size", 1));
        Vm renamed = vm("backend", "id", 202, "size", 1);
        String note = script.plan(renamed).steps().stream()
                .filter(step -> step.action() == Action.CREATE)
                .map(Step::note)
                .findFirst()
                .orElseThrow();
        assertTrue(note.contains("moved(\"api\")"), note);
        assertTrue(note.contains("id 202"), note);
        script.upOk(renamed);
        isAsDeclared(renamed);
    }

    @Test
    void numbersMayBeExchangedAndAddressesMovedOn() {
        Vm a = vm("a", "id", 201, "size", 1, "address", "10.0.0.1");
        Vm b = vm("b", "id", 202, "size", 1, "address", "10.0.0.2");
        script.upOk(a, b);
        script.upOk(a.with("id", 202), b.with("id", 201));
        isAsDeclared(a.with("id", 202), b.with("id", 201));
        Vm moved = a.with("id", 202).with("address", "10.0.0.3");
        Vm taken = b.with("id", 201).with("address", "10.0.0.1");
        script.upOk(moved, taken);
        isAsDeclared(moved, taken);
    }

    @Test
    void twoWithOneNumberAreRefusedBeforeAnythingIsDone() {
        InvalidInputException refused = Assertions.assertThrows(
                InvalidInputException.class, () -> script.up(List.of(vm("a", "id", 201), vm("b", "id", 201))));
        assertTrue(refused.getMessage().contains("id 201"), refused.getMessage());
        assertEquals(List.of(), script.estate.requests);
    }

    @Test
    void whatWasRefusedHalfWayIsCompletedByTheNextRun() {
        script.estate.refused = 4; // the second rule of the wall
        assertFalse(script.up(List.of(web)).isGood());
        script.upOk(web.walled("80"));
        isAsDeclared(web.walled("80"));
        assertNotEquals("", script.mark("web"));
    }
}
