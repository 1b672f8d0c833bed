package dev.slipway.plan;

import dev.slipway.model.ForEach;
import dev.slipway.model.Observe;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a task is built on, for the record; in the place of what leaves no record itself, what that is built on. */
public final class RecordedNeeds {
    private RecordedNeeds() {}

    /** The keys of the steps that a step is built on. Whom it merely follows, it is not built on. */
    public static List<TaskKey> keys(int step, Plan plan, Function<String, Schema> shapes) {
        int first = plan.first(step);
        Step claim = plan.steps().get(first);
        return keys(
                first,
                i -> i == first
                        ? IntStream.of(plan.needs().get(i))
                                .filter(on -> !isFollowed(plan.steps().get(on), claim, shapes))
                                .toArray()
                        : plan.needs().get(i),
                plan.steps()::get);
    }

    private static boolean isFollowed(Step on, Step claim, Function<String, Schema> shapes) {
        return on.action().changesWorld()
                && on.key().kind().equals(claim.key().kind())
                && UniqueKey.isReleased(on, claim, shapes.apply(on.key().kind()));
    }

    private static List<TaskKey> keys(int step, IntFunction<int[]> needs, IntFunction<Step> steps) {
        int[] nearest = needs.apply(step);
        var keys = new TaskKey[nearest.length];
        for (int i = 0; i < nearest.length; i++) {
            Step on = steps.apply(nearest[i]);
            if (takesAway(on) || !leavesRecord(on)) {
                return of(step, needs, steps).stream().map(Step::key).distinct().toList();
            }
            keys[i] = on.key();
        }
        return Stream.of(keys).distinct().toList();
    }

    /** The steps that this step is built on, nearest first. */
    public static List<Step> of(int step, IntFunction<int[]> needs, IntFunction<Step> steps) {
        var found = new ArrayList<Step>();
        var met = new HashSet<Integer>();
        var next = new ArrayDeque<Integer>();
        for (Integer at = step; at != null; at = next.poll()) {
            for (int need : needs.apply(at)) {
                Step on = steps.apply(need);
                if (met.add(need) && !takesAway(on)) {
                    if (leavesRecord(on)) {
                        found.add(on);
                    } else {
                        next.add(need);
                    }
                }
            }
        }
        return found;
    }

    private static boolean leavesRecord(Step step) {
        return !(step.task() instanceof Observe) && !step.key().kind().equals(ForEach.KIND);
    }

    /** Whoever waits for something to go is not built on it, nor if that is kept or left out. */
    private static boolean takesAway(Step step) {
        Action action = step.heldBack().orElse(step.action());
        return action == Action.DELETE || action == Action.FORGET;
    }
}
