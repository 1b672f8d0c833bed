package dev.slipway.model;

import java.time.Duration;
import java.util.List;

/** Something that happened during a run, as a value. Terminals, logs and reports are listeners; none is special. */
public sealed interface Event {
    /** A store repaired itself while opening, for example by cutting a torn tail. */
    record Repaired(String what) implements Event {}

    /** An intent that a crash left open has been settled by looking at the world. */
    record Settled(TaskKey key, String how) implements Event {}

    /**
     * An object was looked at.
     *
     * @param found {@code same}, {@code changed}, {@code gone} or {@code unseen}
     */
    record Observed(TaskKey key, String found) implements Event {}

    /**
     * Another run is at work on the state while this one only looks.
     *
     * @param command such as {@code slipway up}
     * @param done how many of {@code total} steps have ended; {@code total} is 0 while its plan is made or agreed to
     */
    record Busy(String command, long pid, long sinceMillis, int done, int total) implements Event {}

    record Planned(int changes, int unchanged) implements Event {}

    record Started(TaskKey key, String action) implements Event {}

    record Said(TaskKey key, String message) implements Event {}

    record Retrying(TaskKey key, int attempt, Duration in, String why) implements Event {}

    /**
     * A task is through.
     *
     * @param action as it was started, or {@code restore} when a cache had the result
     * @param unchanged it turned out to have nothing to do
     */
    record Finished(TaskKey key, String action, Duration took, boolean unchanged) implements Event {}

    record Failed(TaskKey key, String action, Problem problem) implements Event {}

    /** Not started, because something that it needs did not come about. */
    record Blocked(TaskKey key, TaskKey by) implements Event {}

    /**
     * The run was asked to end.
     *
     * @param hard false: nothing new is started; true: what runs is cancelled
     */
    record Stopping(boolean hard) implements Event {}

    /**
     * The run has ended.
     *
     * @param excluded steps that the run was not to take, by {@code --target} or {@code --exclude}
     */
    record Ended(int done, int unchanged, int excluded, int failed, int blocked, List<Problem> problems)
            implements Event {}
}
