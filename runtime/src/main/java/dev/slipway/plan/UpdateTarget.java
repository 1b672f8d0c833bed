package dev.slipway.plan;

import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.Value;
import java.util.TreeMap;

/**
 * What an update should bring about: the declaration, but with the world's own value wherever the operator said that the
 * field is not ours, or that the world's change of it is fine. Without this, changing one field would revert the others.
 */
public final class UpdateTarget {
    private final Effect task;
    private final Fields declaredBefore;
    private final Fields world;

    private UpdateTarget(Effect task, Fields declaredBefore, Fields world) {
        this.task = task;
        this.declaredBefore = declaredBefore;
        this.world = world;
    }

    public static Fields of(Effect task, Fields declaredBefore, Fields world) {
        return task.rules().drift().isEmpty()
                ? task.inputs()
                : (Fields) new UpdateTarget(task, declaredBefore, world).at(FieldPath.ROOT, task.inputs());
    }

    private Value at(FieldPath path, Value declared) {
        if (declared instanceof Fields fields) {
            var entries = new TreeMap<String, Value>();
            for (int i = 0; i < fields.size(); i++) {
                entries.put(fields.name(i), at(path.plus(fields.name(i)), fields.value(i)));
            }
            return new Fields(entries);
        }
        DriftPolicy policy = task.rules().driftOf(path);
        boolean untouched = declared.equals(declaredBefore.at(path));
        Value seen = world.at(path);
        boolean theirs = policy == DriftPolicy.IGNORE || (policy == DriftPolicy.ACCEPT && untouched);
        return theirs && seen != Missing.ABSENT ? seen : declared;
    }
}
