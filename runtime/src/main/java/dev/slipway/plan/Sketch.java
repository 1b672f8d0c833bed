package dev.slipway.plan;

import dev.slipway.graph.Graph;
import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The steps of a plan while they are put together, and who waits for whom. */
final class Sketch {
    private final Graph graph;
    private final List<Step> steps = new ArrayList<>();
    private final List<int[]> needs = new ArrayList<>();
    private final Map<TaskKey, Integer> numbers = new HashMap<>();

    Sketch(Draft draft) {
        this.graph = draft.graph;
        for (int i = 0; i < graph.size(); i++) {
            steps.add(draft.step(i));
            needs.add(graph.needs(i));
        }
    }

    /** How many steps found a record under their own key. As many as there are records: then none is left over. */
    int known() {
        int known = 0;
        for (Step step : steps) {
            known += step.before().isPresent() && !step.isMove() ? 1 : 0;
        }
        return known;
    }

    Graph graph() {
        return graph;
    }

    List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    List<int[]> needs() {
        return Collections.unmodifiableList(needs);
    }

    /** Whether a step is about the record of this key already. */
    boolean covers(TaskKey key) {
        return numbers().containsKey(key);
    }

    /** By key, made on first need: a plan that takes nothing away asks for none. */
    private Map<TaskKey, Integer> numbers() {
        if (numbers.isEmpty()) {
            for (int i = 0; i < steps.size(); i++) {
                numbers.put(steps.get(i).key(), i);
                numbers.put(steps.get(i).movedFrom(), i);
            }
        }
        return numbers;
    }

    /** Adds a step that comes after all steps about these keys. */
    void add(Step step, Collection<TaskKey> after) {
        int[] earlier = after.stream()
                .map(numbers()::get)
                .filter(Objects::nonNull)
                .mapToInt(i -> i)
                .sorted()
                .distinct()
                .toArray();
        if (step.leftover().isEmpty()) {
            numbers().put(step.key(), steps.size());
        }
        needs.add(earlier);
        steps.add(step);
    }
}
