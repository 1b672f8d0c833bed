package dev.slipway.plan;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.LookDepth;
import java.util.Set;

/**
 * What the operator asks of one plan.
 *
 * @param targets only these and what they need; empty means everything
 * @param excludes not these, nor what needs them
 * @param replace these are to be replaced although nothing calls for it
 * @param release protected objects that may go this once
 * @param look how closely to look at least
 * @param teardown delete everything that is recorded
 * @param parallelism how much at once
 * @param offline plan from recorded state alone: no system is read
 */
public record Options(
        Set<TaskKey> targets,
        Set<TaskKey> excludes,
        Set<TaskKey> replace,
        Set<TaskKey> release,
        LookDepth look,
        boolean teardown,
        int parallelism,
        boolean offline) {

    public static final Options NORMAL =
            new Options(Set.of(), Set.of(), Set.of(), Set.of(), LookDepth.COLLECTION, false, 64, false);

    public Options {
        targets = Set.copyOf(targets);
        excludes = Set.copyOf(excludes);
        replace = Set.copyOf(replace);
        release = Set.copyOf(release);
        if (parallelism < 1) {
            throw new InvalidInputException(
                    "nothing can be done " + parallelism + " at once",
                    "the parallelism says how many steps run at the same time, and is at least 1",
                    "give a number from 1 on, or none for the usual");
        }
    }

    /** Whether some things are left out. */
    boolean isPart() {
        return !targets.isEmpty() || !excludes.isEmpty();
    }

    public Options targets(Set<TaskKey> keys) {
        return new Options(keys, excludes, replace, release, look, teardown, parallelism, offline);
    }

    public Options excludes(Set<TaskKey> keys) {
        return new Options(targets, keys, replace, release, look, teardown, parallelism, offline);
    }

    public Options replace(Set<TaskKey> keys) {
        return new Options(targets, excludes, keys, release, look, teardown, parallelism, offline);
    }

    public Options release(Set<TaskKey> keys) {
        return new Options(targets, excludes, replace, keys, look, teardown, parallelism, offline);
    }

    public Options look(LookDepth atLeast) {
        return new Options(targets, excludes, replace, release, atLeast, teardown, parallelism, offline);
    }

    public Options teardown(boolean on) {
        return new Options(targets, excludes, replace, release, look, on, parallelism, offline);
    }

    public Options parallelism(int width) {
        return new Options(targets, excludes, replace, release, look, teardown, width, offline);
    }

    public Options offline(boolean on) {
        return new Options(targets, excludes, replace, release, look, teardown, parallelism, on);
    }
}
