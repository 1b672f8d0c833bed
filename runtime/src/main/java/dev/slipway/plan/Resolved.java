package dev.slipway.plan;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.Observe;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import dev.slipway.store.Stamp;
import java.util.List;

/**
 * Inputs with values in the place of references.
 *
 * @param stamps the local files whose content is among them
 */
record Resolved(Fields inputs, List<Stamp> stamps) {
    /** The task with these inputs. */
    Task of(Task task) {
        if (task instanceof Pure pure) {
            return new Pure(pure.key(), inputs, pure.writes(), pure.rules(), pure.origin());
        } else if (task instanceof Observe observe) {
            return new Observe(observe.key(), inputs, observe.rules(), observe.origin());
        }
        return new Effect(task.key(), inputs, task.rules(), task.origin());
    }
}
