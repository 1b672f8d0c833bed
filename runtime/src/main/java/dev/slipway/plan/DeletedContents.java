package dev.slipway.plan;

import dev.slipway.model.TaskKey;
import dev.slipway.provide.Containment;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Of what is to be deleted, that which the system deletes together with its container: no request is made for it. */
final class DeletedContents {
    private final Containments contents;
    private final Function<TaskRecord, Step> removal;
    private final List<TaskRecord> others = new ArrayList<>();
    private final List<TaskRecord> within = new ArrayList<>();

    DeletedContents(Containments contents, List<TaskRecord> going, Function<TaskRecord, Step> removal) {
        this.contents = contents;
        this.removal = removal;
        var keys = new HashSet<TaskKey>();
        going.forEach(record -> keys.add(record.key()));
        for (TaskRecord record : going) {
            (isDeletedWithContainer(record, keys) ? within : others).add(record);
        }
    }

    private boolean isDeletedWithContainer(TaskRecord record, Set<TaskKey> going) {
        return record.isEffect()
                && contents.of(record.key().kind())
                        .filter(containment -> containment.fate() == Containment.Fate.DELETED
                                && going.contains(new TaskKey(
                                        containment.kind(), record.key().name())))
                        .isPresent();
    }

    /** What is removed by a step of its own. */
    List<TaskRecord> others() {
        return others;
    }

    /** Forgets each once its container is deleted; where the container stays, each is removed like any other. */
    void addTo(PlanBuilder sketch, DeletionOrder footing) {
        for (TaskRecord record : within) {
            TaskKey container = contents.container(record.key()).orElseThrow();
            Step own = removal.apply(record);
            boolean goes = sketch.number(container)
                    .filter(i -> sketch.steps().get(i).action() == Action.DELETE)
                    .isPresent();
            if (goes) {
                footing.add(own.as(Action.FORGET, Cause.CONTAINER_DELETED), record.key(), List.of(container));
            } else {
                footing.add(own, record.key(), List.of());
            }
        }
    }
}
