package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
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
public record DesiredState(
        Sort sort,
        Fingerprint desired,
        LazyFields inputs,
        List<FileStamp> stamps,
        List<TaskKey> needs,
        TaskOptions rules,
        Origin origin) {

    /** The sorts of tasks that leave a record. */
    public enum Sort {
        PURE,
        EFFECT
    }

    public DesiredState {
        stamps = List.copyOf(stamps);
        needs = List.copyOf(needs);
        rules = rules.lasting();
    }

    DesiredState declared(Fields fields, Fingerprint print) {
        return new DesiredState(sort, print, LazyFields.of(fields), stamps, needs, rules, origin);
    }

    DesiredState stamped(List<FileStamp> now) {
        return new DesiredState(sort, desired, inputs, now, needs, rules, origin);
    }

    /** The same, built on other tasks and under other rules. */
    DesiredState standing(List<TaskKey> on, TaskOptions under) {
        return new DesiredState(sort, desired, inputs, stamps, on, under, origin);
    }

    DesiredState renamed(TaskKey from, TaskKey to) {
        List<TaskKey> renamed =
                needs.stream().map(need -> need.equals(from) ? to : need).toList();
        return new DesiredState(sort, desired, inputs, stamps, renamed, rules, origin);
    }
}
