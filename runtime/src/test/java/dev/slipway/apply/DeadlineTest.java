package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Problem;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Plan;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.work.ManualTimer;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that never end, of tasks that declare no timeout. */
@Timeout(30)
class DeadlineTest {
    private static final Duration STEP = Duration.ofMinutes(1);

    private final ManualTimer timer = new ManualTimer();
    private final Rig rig = new Rig();
    private final CompletableFuture<Void> answer = new CompletableFuture<>();
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    DeadlineTest() {
        rig.timer = timer;
        rig.threads = Runnable::run; // whatever is due is over before time goes on
        rig.world.before = call -> {
            asked.add(call);
            return stuck.contains(call) ? answer : CompletableFuture.completedFuture(null);
        };
    }

    /** Brings it up while time passes, and gives how much has. */
    private Outcome up(Graph graph) {
        return passing(CompletableFuture.supplyAsync(() -> rig.up(graph)));
    }

    /** Time goes on once nothing but the stuck call is under way. */
    private <T> T passing(CompletableFuture<T> work) {
        while (!work.isDone()) {
            if (asked.stream().anyMatch(stuck::contains)) {
                timer.pass(STEP);
            }
            Thread.onSpinWait();
        }
        return work.join();
    }

    private long times(String call) {
        return asked.stream().filter(call::equals).count();
    }

    @Test
    void aCreationThatNeverEndsIsTimedOutAndLookedInto() {
        stuck.add("create a");
        rig.world.onCancel =
                () -> answer.completeExceptionally(new Failure.InDoubt("the task UPID:1 still runs", "see its log"));
        Outcome outcome = up(graph(thing("a")));
        Problem problem = outcome.problems().get(0);
        assertTrue(problem.why().contains("timed out after 15 min 0 s: the task UPID:1 still runs"), problem.why());
        assertTrue(
                problem.fix().contains("see its log") && problem.fix().contains("timeout = 30.minutes"), problem.fix());
        assertEquals(1, rig.world.count("recover"));
        assertEquals(1, times("create a"), "what took that long once is not begun again");
    }

    @Test
    void oneThatCannotBeCalledOffIsLeftForTheNextRun() {
        stuck.add("create a");
        Outcome outcome = up(graph(thing("a")));
        assertFalse(outcome.isGood());
        assertEquals(1, rig.store.read().doubts().size());
        assertEquals(0, rig.world.count("recover"));
    }

    @Test
    void aReadThatNeverEndsIsReportedOnce() {
        rig.upOk(graph(thing("a")));
        rig.world.lists = false;
        rig.world.hasTokens = false;
        stuck.add("read a");
        asked.clear();
        Plan plan = passing(CompletableFuture.supplyAsync(() -> rig.plan(graph(thing("a")))));
        assertTrue(
                plan.steps().get(0).note().contains("timed out after 5 min 0 s"),
                plan.steps().get(0).note());
        assertEquals(1, times("read a"));
    }

    @Test
    void aDeclaredTimeoutCountsInsteadOfTheDefault() {
        stuck.add("create a");
        rig.world.onCancel = () -> answer.completeExceptionally(new Failure.Transient("closed", ""));
        Outcome outcome = up(
                graph(thing("a", TaskOptions.NONE.timeout(Duration.ofHours(20)).attempts(1))));
        assertTrue(
                outcome.problems().get(0).why().contains("timed out after 20 h"),
                outcome.problems().toString());
        assertTrue(timer.nanos() >= Duration.ofHours(20).toNanos());
    }

    @Test
    void changesMayTakeLongerThanReads() {
        for (Deadlines one : new Deadlines[] {Deadlines.PLAIN, Deadlines.LONG, Deadlines.OWN}) {
            assertTrue(one.read().compareTo(one.change()) < 0);
        }
    }
}
