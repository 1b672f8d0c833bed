package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import java.util.List;

/**
 * What was wanted of a task.
 *
 * @param desired fingerprint of kind, version and resolved inputs; {@link Fingerprint#ZERO} forces a comparison
 * @param inputs the resolved inputs, secrets as references and keyed digests
 * @param stamps the local files that it read or wrote, as they were
 * @param needs tasks that it was built on; deletion goes the other way
 * @param protect not to be deleted or replaced, even when its line is gone
 */
public record Wanted(
        Sort sort,
        Fingerprint desired,
        Held inputs,
        List<Stamp> stamps,
        List<TaskKey> needs,
        boolean protect,
        Origin origin) {

    /** The sorts of tasks that leave a record. */
    public enum Sort {
        PURE,
        EFFECT
    }

    public Wanted {
        stamps = List.copyOf(stamps);
        needs = List.copyOf(needs);
    }

    Wanted declared(Fields fields, Fingerprint print) {
        return new Wanted(sort, print, Held.of(fields), stamps, needs, protect, origin);
    }

    Wanted stamped(List<Stamp> now) {
        return new Wanted(sort, desired, inputs, now, needs, protect, origin);
    }

    Wanted renamed(TaskKey from, TaskKey to) {
        List<TaskKey> renamed =
                needs.stream().map(need -> need.equals(from) ? to : need).toList();
        return new Wanted(sort, desired, inputs, stamps, renamed, protect, origin);
    }
}
