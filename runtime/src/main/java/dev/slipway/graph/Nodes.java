package dev.slipway.graph;

import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that has a key while a graph is built, numbered as declared: first the tasks, fan-outs among them, then the
 * templates of the fan-outs.
 */
final class Nodes {
    static final int MISSING = -1;

    private final List<Task> tasks;
    private final int plain;
    private final List<ForEach> fans;
    private final Map<TaskKey, Integer> numbers;
    private final Map<TaskKey, Integer> fanNumbers = new HashMap<>();
    private final int[] firstTemplate;

    Nodes(List<Task> declared, List<ForEach> fans, Problems problems) {
        this.tasks = new ArrayList<>(declared);
        this.plain = declared.size();
        this.fans = fans;
        this.firstTemplate = new int[fans.size() + 1];
        for (int fan = 0; fan < fans.size(); fan++) {
            fanNumbers.putIfAbsent(fans.get(fan).key(), fan);
            firstTemplate[fan] = tasks.size();
            tasks.addAll(fans.get(fan).templates());
        }
        firstTemplate[fans.size()] = tasks.size();
        this.numbers = new HashMap<>(tasks.size() * 2);
        new DeclarationCheck(this, problems).admit(numbers);
    }

    int size() {
        return tasks.size();
    }

    /** How many of the nodes are tasks of the graph; the rest are templates. */
    int plain() {
        return plain;
    }

    Task task(int node) {
        return tasks.get(node);
    }

    TaskKey key(int node) {
        return tasks.get(node).key();
    }

    Origin origin(int node) {
        return tasks.get(node).origin();
    }

    int number(TaskKey key) {
        return numbers.getOrDefault(key, MISSING);
    }

    List<ForEach> fans() {
        return fans;
    }

    /** The number of the fan-out whose template this is. */
    int fanOf(int node) {
        if (node < plain) {
            return MISSING;
        }
        int found = Arrays.binarySearch(firstTemplate, node);
        // An empty fan-out starts where the next one does: the template belongs to the last that starts there.
        int fan = found >= 0 ? found : -found - 2;
        while (firstTemplate[fan + 1] == firstTemplate[fan]) {
            fan++;
        }
        return fan;
    }

    boolean isTemplateOf(int node, String fan) {
        return fanOf(node) != MISSING && fans.get(fanOf(node)).name().equals(fan);
    }

    /** The number of the fan-out that a node stands for. */
    int fan(int node) {
        return node == MISSING || !key(node).kind().equals(ForEach.KIND)
                ? MISSING
                : fanNumbers.getOrDefault(key(node), MISSING);
    }

    int firstTemplate(int fan) {
        return firstTemplate[fan];
    }

    int pastTemplates(int fan) {
        return firstTemplate[fan + 1];
    }

    /** A task as people know it: with the fan-out around it. */
    String title(int node) {
        int fan = fanOf(node);
        return fan == MISSING
                ? key(node).toString()
                : key(node) + " in " + fans.get(fan).key();
    }
}
