package dev.slipway.events;

import dev.slipway.model.Event;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.TaskKey;
import java.time.Duration;
import java.util.List;

/** One run with an event of every sort, and of every turn that matters to a listener. */
final class Samples {
    static final TaskKey A = new TaskKey("vm", "a");
    static final TaskKey B = new TaskKey("vm", "b");
    static final TaskKey C = new TaskKey("render", "c");

    static final Problem PROBLEM = new Problem(
            "vm/b could not be created",
            new Origin("cluster.main.kts", 7),
            "disk is full: \"local\"\n",
            "free some space");
    static final Problem LATER = new Problem("the journal is gone", Origin.NONE, "", "");

    private Samples() {}

    static List<Event> run() {
        return List.of(
                new Event.Repaired("cut 12 torn bytes off the journal"),
                new Event.Settled(A, "it does not exist"),
                new Event.Observed(A, "same"),
                new Event.Busy("slipway up", 4242, 1_767_323_045_678L, 12, 60),
                new Event.Planned(3, 1200),
                new Event.Started(A, "create"),
                new Event.Started(C, "run"),
                new Event.Said(A, "clone 40 %\r\u001b[2J"),
                new Event.Retrying(A, 2, Duration.ofMillis(1500), "503 busy"),
                new Event.Finished(C, "run", Duration.ofMillis(3), true),
                new Event.Finished(C, "run", Duration.ofMillis(350), false),
                new Event.Finished(A, "create", Duration.ofSeconds(200), false),
                new Event.Started(B, "update"),
                new Event.Finished(B, "update", Duration.ofMillis(20), true),
                new Event.Failed(B, "create", PROBLEM),
                new Event.Blocked(C, B),
                new Event.Stopping(false),
                new Event.Stopping(true),
                new Event.Ended(2, 1, 0, 1, 1, List.of(PROBLEM, LATER)));
    }
}
