package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.ListValue;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Secrets;
import dev.slipway.store.Snapshot;
import dev.slipway.store.TaskRecord;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether a saved plan still holds: same state, same records of what it touches, same secrets, same code. */
final class PlanValidity {
    private static final String AGAIN = "make a new plan and look at it before applying";

    static void check(Plan plan, Snapshot now, Secrets secrets, Registry registry) {
        boolean unborn = plan.lineage().isEmpty();
        if (!unborn && !plan.lineage().equals(now.lineage())) {
            throw new InvalidInputException(
                    "this plan was made for another state",
                    "the plan is for " + plan.lineage() + " and the state here is " + now.lineage(),
                    "apply it where it was made, or make a new plan here");
        }
        if (unborn && !now.records().isEmpty()) {
            throw new InvalidInputException(
                    "this plan was made when there was no state",
                    "the state here is " + now.lineage() + ", and something is recorded in it",
                    "apply it where it was made, or make a new plan here");
        }
        var problems = new Problems();
        var known = new HashSet<Secret>();
        for (Step step : plan.steps()) {
            // What stands is relied upon too: its outputs are inputs of others, and its record may be written anew.
            boolean stands = step.action() == Action.SKIP && step.heldBack().isEmpty();
            if (!step.leftover().isEmpty() || (!step.action().acts() && !stands)) {
                continue;
            }
            TaskKey recorded = step.before().map(TaskRecord::key).orElse(step.key());
            if (now.doubts().containsKey(step.key()) || now.doubts().containsKey(recorded)) {
                problems.add(
                        step.key() + " is in doubt",
                        step.origin(),
                        "an interrupted step on it could not be settled",
                        AGAIN);
            } else if (!same(step.before(), now.record(recorded))) {
                problems.add(
                        step.key() + " is no longer as the plan assumed",
                        step.origin(),
                        "what is recorded of it has changed since the plan was made",
                        AGAIN);
            }
            int version = registry.version(step.key().kind());
            if (step.version() != 0 && step.version() != version) {
                problems.add(
                        step.key() + " was planned with another version of its code",
                        step.origin(),
                        "the plan was made with version " + step.version() + " of "
                                + step.key().kind() + ", and here is " + (version == 0 ? "none" : "version " + version),
                        AGAIN);
            }
            boolean goes = step.action() == Action.DELETE || step.action() == Action.FORGET;
            checkSecrets(goes ? Fields.NONE : step.task().inputs(), step.origin(), secrets, known, problems);
        }
        problems.throwIfAny();
    }

    private static boolean same(Optional<TaskRecord> then, Optional<TaskRecord> now) {
        if (then.isEmpty() || now.isEmpty()) {
            return then.isEmpty() && now.isEmpty();
        }
        TaskRecord a = then.get();
        TaskRecord b = now.get();
        return a.id().equals(b.id())
                && a.desired().equals(b.desired())
                && a.protection() == b.protection()
                && a.leftovers().equals(b.leftovers())
                && a.result().equals(b.result());
    }

    private static void checkSecrets(
            Value value, Origin origin, Secrets secrets, Set<Secret> known, Problems problems) {
        if (value instanceof Secret secret && known.add(secret)) {
            if (!secrets.identify(secret).digest().equals(secret.digest())) {
                problems.add(
                        "the secret " + secret.source() + " has another value than when the plan was made",
                        origin,
                        "a plan holds a keyed digest of each secret, and they differ",
                        AGAIN);
            }
        } else if (value instanceof Fields fields) {
            fields.entries().forEach(entry -> checkSecrets(entry.getValue(), origin, secrets, known, problems));
        } else if (value instanceof ListValue items) {
            items.values().forEach(item -> checkSecrets(item, origin, secrets, known, problems));
        }
    }

    private PlanValidity() {}
}
