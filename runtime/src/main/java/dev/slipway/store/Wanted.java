package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.Rules;
import dev.slipway.model.TaskKey;
import java.util.List;

/**
 * What was wanted of a task.
 *
 * @param desired fingerprint of kind, version and resolved inputs; {@link Fingerprint#ZERO} forces a comparison
 * @param inputs the resolved inputs, secrets as references and keyed digests
 * @param stamps the local files that it read or wrote, as they were
 * @param needs tasks that it was built on; deletion goes the other way
 * @param rules those that are kept when its line is gone: its limits, its patience, whether it is protected
 */
public record Wanted(
        Sort sort,
        Fingerprint desired,
        Held inputs,
        List<Stamp> stamps,
        List<TaskKey> needs,
        Rules rules,
        Origin origin) {

    /** The sorts of tasks that leave a record. */
    public enum Sort {
        PURE,
        EFFECT
    }

    public Wanted {
        stamps = List.copyOf(stamps);
        needs = List.copyOf(needs);
        rules = rules.lasting();
    }

    Wanted declared(Fields fields, Fingerprint print) {
        return new Wanted(sort, print, Held.of(fields), stamps, needs, rules, origin);
    }

    Wanted stamped(List<Stamp> now) {
        return new Wanted(sort, desired, inputs, now, needs, rules, origin);
    }

    /** The same, built on other tasks and under other rules. */
    Wanted standing(List<TaskKey> on, Rules under) {
        return new Wanted(sort, desired, inputs, stamps, on, under, origin);
    }

    Wanted renamed(TaskKey from, TaskKey to) {
        List<TaskKey> renamed =
                needs.stream().map(need -> need.equals(from) ? to : need).toList();
        return new Wanted(sort, desired, inputs, stamps, renamed, rules, origin);
    }
}
