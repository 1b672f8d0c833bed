package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.Task;
import dev.slipway.store.FileStamp;
import java.util.List;

/**
 * Inputs with values in the place of references.
 *
 * @param stamps the local files whose content is among them
 */
record Resolved(Fields inputs, List<FileStamp> stamps) {
    /** The task with these inputs. */
    Task of(Task task) {
        return task.with(inputs);
    }
}
