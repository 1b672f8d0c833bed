package dev.slipway.plan;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the records of tasks, also of those that have been renamed, alone or together with their containers. */
final class InheritedValues {
    private final PlanContext facts;
    private final Graph graph;
    private @Nullable Map<TaskKey, List<TaskKey>> renamed;

    InheritedValues(PlanContext facts, Graph graph) {
        this.facts = facts;
        this.graph = graph;
    }

    /** The record of a task, by its own key or else by one that it had before. */
    Optional<TaskRecord> record(Task task) {
        Optional<TaskRecord> record = facts.snapshot().record(task.key());
        if (record.isEmpty() && !facts.snapshot().records().isEmpty()) {
            for (TaskKey former : formerly(task)) {
                record = record.isPresent() ? record : facts.snapshot().record(former);
            }
        }
        return record;
    }

    /** The keys that a task had before, newest first. */
    List<TaskKey> formerly(Task task) {
        var all = new ArrayList<>(task.rules().formerly());
        if (task instanceof Effect && !renamed().isEmpty()) {
            facts.contents()
                    .container(task.key())
                    .ifPresent(container -> renamed()
                            .getOrDefault(container, List.of())
                            .forEach(former -> {
                                if (graph.indexOf(new TaskKey(task.key().kind(), former.name())) < 0) {
                                    all.add(new TaskKey(task.key().kind(), former.name()));
                                }
                            }));
        }
        return all;
    }

    private synchronized Map<TaskKey, List<TaskKey>> renamed() {
        Map<TaskKey, List<TaskKey>> all = renamed;
        if (all == null) {
            all = new HashMap<>();
            for (Task task : graph.tasks()) {
                if (!task.rules().formerly().isEmpty()) {
                    all.put(task.key(), task.rules().formerly());
                }
            }
            renamed = all;
        }
        return all;
    }
}
