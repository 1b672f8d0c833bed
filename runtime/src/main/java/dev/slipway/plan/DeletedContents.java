package dev.slipway.plan;

import dev.slipway.model.TaskKey;
import dev.slipway.provide.Containment;
import dev.slipway.store.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Of what is to be deleted, that which the system deletes together with its container: no request is made for it. */
final class DeletedContents {
    private final Contents contents;
    private final Function<Recorded, Step> removal;
    private final List<Recorded> others = new ArrayList<>();
    private final List<Recorded> within = new ArrayList<>();

    DeletedContents(Contents contents, List<Recorded> going, Function<Recorded, Step> removal) {
        this.contents = contents;
        this.removal = removal;
        var keys = new HashSet<TaskKey>();
        going.forEach(record -> keys.add(record.key()));
        for (Recorded record : going) {
            (isDeletedWithContainer(record, keys) ? within : others).add(record);
        }
    }

    private boolean isDeletedWithContainer(Recorded record, Set<TaskKey> going) {
        return record.isEffect()
                && contents.of(record.key().kind())
                        .filter(containment -> containment.fate() == Containment.Fate.DELETED
                                && going.contains(new TaskKey(
                                        containment.kind(), record.key().name())))
                        .isPresent();
    }

    /** What is removed by a step of its own. */
    List<Recorded> others() {
        return others;
    }

    /** Forgets each once its container is deleted; where the container stays, each is removed like any other. */
    void addTo(Sketch sketch, Footing footing) {
        for (Recorded record : within) {
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
