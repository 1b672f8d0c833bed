package dev.slipway.plan;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Numbers;
import dev.slipway.model.Origin;
import dev.slipway.model.Protection;
import dev.slipway.observe.Observations;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.List;

/** What is known of one step by itself: what was compared with what, who moved, and what holds it. */
final class StepEvidence {
    private final Step step;
    private final List<String> sentences = new ArrayList<>();

    private StepEvidence(Step step) {
        this.step = step;
    }

    static List<String> of(Step step, Observations world) {
        var account = new StepEvidence(step);
        account.fate();
        account.drift();
        if (step.action() == Action.SKIP || step.action() == Action.NOTE) {
            account.wish();
            LookEvidence.of(step, world).ifPresent(sentence -> account.sentences.add("the world: " + sentence));
        }
        return account.sentences;
    }

    private void fate() {
        if (step.isMove()) {
            sentences.add("its record went by " + step.movedFrom() + " until now");
        }
        if (step.cause() == Cause.REMOVED && !step.origin().equals(Origin.NONE)) {
            sentences.add("the line given is where it was declared when it was last applied");
        }
        protection();
        if (!step.note().isEmpty() && step.action() != Action.HOLD && step.action() != Action.DEFER) {
            sentences.add(step.note());
        }
    }

    private void protection() {
        boolean was = step.before().map(TaskRecord::protection).orElse(Protection.BY_KIND) == Protection.ON;
        boolean goes = step.action() == Action.DELETE || step.action() == Action.REPLACE;
        if (was && goes) {
            sentences.add("it is protected, and was released for this once");
        } else if (was) {
            sentences.add("it is protected: it is not deleted, and a plan that replaces it is refused, unless it is"
                    + " released");
        } else if (step.task().rules().protection() == Protection.ON) {
            sentences.add("it will be protected from now on; so far nothing is recorded that protects it");
        }
    }

    private void drift() {
        long drifted = step.changes().stream().filter(Change::drift).count();
        if (drifted > 0 && drifted == step.changes().size()) {
            sentences.add("the declaration is as recorded; the world is not, and is put back");
        } else if (drifted > 0) {
            sentences.add("both have moved: " + Numbers.of(drifted)
                    + " of the fields below in the world, the others in the declaration");
        } else if (step.cause() == Cause.VANISHED) {
            sentences.add("the declaration is as recorded; the object is not there any more");
        } else if (step.action() == Action.UPDATE && step.seen().isEmpty() && step.sure()) {
            sentences.add("nothing was seen in the world that differs from the record; the declaration does");
        }
    }

    private void wish() {
        if (step.before().isEmpty() || !step.task().inputs().isKnown()) {
            return;
        }
        TaskRecord was = step.before().get();
        Fingerprint wanted = Hasher.spare(hasher ->
                hasher.task(step.key().kind(), step.version(), step.task().inputs()));
        int inputs = step.task().inputs().size();
        boolean same = wanted.equals(was.desired());
        String what = "the declaration: kind %s, version %d of its code, %s, fingerprint %s"
                .formatted(step.key().kind(), step.version(), Numbers.of(inputs, "input"), wanted.brief());
        sentences.add(what
                + (same ? ", as recorded" : "; recorded is " + was.desired().brief()));
    }
}
