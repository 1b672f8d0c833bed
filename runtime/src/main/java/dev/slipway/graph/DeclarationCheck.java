package dev.slipway.graph;

import dev.slipway.model.ForEach;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.TaskKey;
import java.util.Map;

/** Which declarations may stand at all: each key once, none of a reserved kind, no fan-out of nothing. */
record DeclarationCheck(Nodes nodes, Problems problems) {
    /** Numbers all nodes by their keys. */
    void admit(Map<TaskKey, Integer> numbers) {
        for (int node = 0; node < nodes.size(); node++) {
            TaskKey key = nodes.key(node);
            checkKind(node, key);
            Integer first = numbers.putIfAbsent(key, node);
            if (first != null) {
                problems.add(
                        key + " is declared twice",
                        nodes.origin(node),
                        "a key names one task, and the first is at " + nodes.origin(first),
                        "rename or remove one of them");
            }
        }
        nodes.fans().forEach(this::checkTemplates);
    }

    private void checkKind(int node, TaskKey key) {
        boolean collects = node < nodes.plain() && nodes.task(node) instanceof Pure;
        if (key.kind().equals(ForEach.EACH) || key.kind().equals(ForEach.KIND) && !collects) {
            problems.add(
                    key + " cannot be declared",
                    nodes.origin(node),
                    "the kind '" + key.kind() + "' belongs to fan-outs",
                    "choose another kind");
        }
    }

    private void checkTemplates(ForEach fan) {
        if (fan.templates().isEmpty()) {
            problems.add(
                    fan.key() + " has no tasks",
                    fan.origin(),
                    "a fan-out declares what is made for each element",
                    "declare a task inside it, or remove it");
        }
    }
}
