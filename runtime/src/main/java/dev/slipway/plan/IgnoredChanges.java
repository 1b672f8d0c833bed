package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.provide.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** What differs and is nevertheless left as it is, because somebody said so. The plan has no change for it, but shows it. */
final class IgnoredChanges {
    private IgnoredChanges() {}

    /** Declared fields that the world has changed and may keep. Whether order says anything is not known here. */
    static List<Change> inTheWorld(Step step) {
        if (step.before().isEmpty() || step.seen().isEmpty()) {
            return List.of();
        }
        Fields declared = step.task().inputs();
        var anyOrder = Schema.of(declared.names().stream()
                .collect(Collectors.toMap(name -> name, name -> Schema.Field.ANY.inAnyOrder())));
        return Diff.between(step.before().get().produced(), step.seen().get().fields(), anyOrder).stream()
                .filter(change -> !change.path().isRoot()
                        && declared.names().contains(change.path().segments().get(0)))
                .toList();
    }

    /** Fields that are declared otherwise than before, and are not ours to change. */
    static List<Change> inTheDeclaration(Step step) {
        return step.before().isEmpty() || step.cause() != Cause.REMEMBERED
                ? List.of()
                : Diff.between(step.before().get().declared(), step.task().inputs(), Schema.OPEN);
    }

    /** Nothing differs but the fingerprint, which is made of inputs and the version of the code. */
    static boolean isNewCode(Step step) {
        return step.cause() == Cause.REMEMBERED
                && step.note().isEmpty()
                && step.before().isPresent()
                && step.seen().isEmpty()
                && inTheDeclaration(step).isEmpty();
    }
}
