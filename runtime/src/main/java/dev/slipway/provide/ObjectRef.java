package dev.slipway.provide;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;

/**
 * The object that a resource is asked about.
 *
 * @param id what the system calls it; empty while it has none
 * @param inputs what was last declared of it
 * @param outputs what was last seen of it; empty while nothing was
 */
public record ObjectRef(TaskKey key, String id, Fields inputs, Fields outputs) {
    public boolean isNew() {
        return id.isEmpty();
    }
}
