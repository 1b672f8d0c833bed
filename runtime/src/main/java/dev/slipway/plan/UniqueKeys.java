package dev.slipway.plan;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Problems;
import dev.slipway.provide.Resource;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Orders the steps that release and claim what is unique in a system, such as an ID: the step that releases a value comes
 * before the one that claims it. When a resource to delete and a resource to create share one, the plan proposes to rename
 * it instead.
 */
final class UniqueKeys {
    private final PlanContext facts;
    private final Problems problems;
    private final PlanBuilder sketch;
    private final Map<String, Set<List<FieldPath>>> known = new HashMap<>();
    private final Map<UniqueKey, Integer> owners = new HashMap<>();
    private final Map<UniqueKey, Integer> claims = new LinkedHashMap<>();
    private final Map<UniqueKey, Integer> releases = new HashMap<>();

    private UniqueKeys(PlanContext facts, PlanBuilder sketch, Problems problems) {
        this.facts = facts;
        this.sketch = sketch;
        this.problems = problems;
    }

    static void order(PlanContext facts, PlanBuilder sketch, Problems problems) {
        var keys = new UniqueKeys(facts, sketch, problems);
        for (int i = 0; i < sketch.steps().size(); i++) {
            Step step = sketch.steps().get(i);
            if (step.task() instanceof Effect) {
                for (List<FieldPath> paths : keys.paths(step.key().kind())) {
                    keys.collect(i, step, paths);
                }
            }
        }
        keys.claims.forEach(keys::releaseFirst);
    }

    private Set<List<FieldPath>> paths(String kind) {
        return known.computeIfAbsent(
                kind,
                k -> facts.registry().knows(k) && facts.registry().provider(k) instanceof Resource resource
                        ? resource.shape().lifecycle().unique()
                        : Set.of());
    }

    private void collect(int i, Step step, List<FieldPath> paths) {
        String kind = step.key().kind();
        Optional<UniqueKey> before = step.before().flatMap(was -> UniqueKey.of(kind, paths, was));
        if (step.action() == Action.DELETE) {
            before.filter(key -> step.cause() != Cause.LEFTOVER).ifPresent(key -> releases.put(key, i));
        }
        if (i >= sketch.graph().size()) {
            return;
        }
        Optional<UniqueKey> after = UniqueKey.of(kind, paths, step.task().inputs());
        after.ifPresent(key -> refuseSecond(key, step, owners.putIfAbsent(key, i)));
        boolean replaces = step.action() == Action.REPLACE;
        boolean changes = replaces || (step.action() == Action.UPDATE && !before.equals(after));
        if (changes) {
            before.ifPresent(key -> releases.putIfAbsent(key, i));
        }
        if (changes || step.action() == Action.CREATE) {
            after.ifPresent(key -> claims.put(key, i));
        }
    }

    private void refuseSecond(UniqueKey key, Step step, @org.jspecify.annotations.Nullable Integer first) {
        if (first != null) {
            Step other = sketch.steps().get(first);
            problems.add(
                    step.key() + " and " + other.key() + " both have the " + key,
                    step.origin(),
                    "it is unique in the system; the other is at " + other.origin(),
                    "choose another for one of them");
        }
    }

    private void releaseFirst(UniqueKey key, int claim) {
        Integer release = releases.get(key);
        if (release == null || release == claim) {
            return;
        }
        Step going = sketch.steps().get(release);
        boolean apart = going.action() == Action.REPLACE && Removals.deletesFirst(going);
        sketch.waitFor(claim, apart ? sketch.takenDown(release).orElseGet(() -> takeDown(release, going)) : release);
        Step coming = sketch.steps().get(claim);
        if (coming.action() == Action.CREATE
                && going.action() == Action.DELETE
                && coming.before().isEmpty()) {
            sketch.replace(
                    claim,
                    coming.noting(going.key() + ", which is deleted, has the same " + key
                            + "; to rename it and keep it, add moved(\""
                            + going.key().name() + "\")"));
        }
    }

    /** Its object is deleted before another claims what it has, and its successor is created later. */
    private int takeDown(int replaced, Step step) {
        TaskRecord record = step.before().orElseThrow();
        Step removal = Removals.leftover(record, record.id()).as(Action.DELETE, step.cause());
        var on = new ArrayList<dev.slipway.model.TaskKey>();
        facts.snapshot().records().values().stream()
                .filter(other -> other.needs().contains(record.key()))
                .forEach(other -> on.add(other.key()));
        sketch.takeDown(replaced, removal, on);
        return sketch.takenDown(replaced).orElseThrow();
    }
}
