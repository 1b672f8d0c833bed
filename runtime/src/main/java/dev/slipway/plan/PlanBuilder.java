package dev.slipway.plan;

import dev.slipway.graph.Components;
import dev.slipway.graph.Graph;
import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The steps of a plan while they are put together, and who waits for whom. */
final class PlanBuilder {
    private final Graph graph;
    private final List<Step> steps = new ArrayList<>();
    private final List<int[]> needs = new ArrayList<>();
    private final Map<TaskKey, Integer> numbers = new HashMap<>();
    private final Map<Integer, int[]> later = new TreeMap<>();
    private final Map<TaskKey, Integer> formers = new HashMap<>();
    private final Map<Integer, Integer> takenDown = new HashMap<>();

    PlanBuilder(PlanState draft) {
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

    /** The step of a task or record, if there is one. */
    Optional<Integer> number(TaskKey key) {
        return Optional.ofNullable(numbers().get(key));
    }

    /** Puts another step in the place of one. */
    void replace(int at, Step step) {
        steps.set(at, step);
    }

    /** Adds a second step about a task, after these steps. Says its number. */
    int addSecond(Step step, List<Integer> after) {
        needs.add(after.stream().mapToInt(i -> i).sorted().distinct().toArray());
        steps.add(step);
        return steps.size() - 1;
    }

    /** A step comes after another one, unless that would close a circle. */
    void waitFor(int step, int on) {
        later.merge(step, new int[] {on}, PlanBuilder::joined);
    }

    /** The steps of the graph that need what a step of it is about. */
    int[] dependents(int at) {
        var order = graph.order();
        return IntStream.range(0, order.fanOut(at))
                .map(k -> order.successor(at, k))
                .toArray();
    }

    /** The step that takes down the object of this step, if that is a step of its own. */
    Optional<Integer> takenDown(int step) {
        return Optional.ofNullable(takenDown.get(step));
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

    /** Adds a step that comes after all steps about these keys. Former objects of one task go one after the other. */
    void add(Step step, Collection<TaskKey> after) {
        boolean former = !step.leftover().isEmpty();
        Integer formerBefore = former ? formers.put(step.key(), steps.size()) : null;
        int[] earlier = Stream.concat(after.stream().map(numbers()::get), Stream.ofNullable(formerBefore))
                .filter(Objects::nonNull)
                .mapToInt(i -> i)
                .sorted()
                .distinct()
                .toArray();
        if (!former) {
            numbers().put(step.key(), steps.size());
        }
        needs.add(earlier);
        steps.add(step);
    }

    /** The object of a step goes before the step makes another, and after these have gone. */
    void takeDown(int step, Step removal, Collection<TaskKey> on) {
        int at = steps.size();
        add(removal, List.of());
        takenDown.put(step, at);
        afterGone(at, on);
        later.merge(step, new int[] {at}, PlanBuilder::joined);
    }

    /** A step of the graph comes after these have gone, as far as they are to go and nothing is in the way of it. */
    void afterGone(int step, Collection<TaskKey> keys) {
        int[] going = keys.stream()
                .map(numbers()::get)
                .filter(Objects::nonNull)
                .map(i -> takenDown.getOrDefault(i, i))
                .filter(i ->
                        steps.get(i).action() == Action.DELETE || steps.get(i).action() == Action.FORGET)
                .mapToInt(i -> i)
                .distinct()
                .toArray();
        if (going.length > 0) {
            later.merge(step, going, PlanBuilder::joined);
        }
    }

    /**
     * Brings the steps into an order again, if some are to wait for later ones. Where such a wait would close a circle, it
     * is given up: what stands on the object can go only after it has changed over to the new one.
     */
    void sort() {
        if (later.isEmpty()) {
            return;
        }
        var rows = needs.toArray(int[][]::new);
        later.forEach((step, going) -> rows[step] = joined(rows[step], going));
        var knots = new Components(rows);
        later.forEach((step, going) -> {
            int[] apart = Arrays.stream(going)
                    .filter(i -> knots.of(i) != knots.of(step))
                    .toArray();
            rows[step] = joined(needs.get(step), apart);
        });
        takenDown.forEach((step, removal) -> {
            if (knots.of(step) == knots.of(removal)) {
                rows[removal] = joined(rows[removal], new int[] {step});
            }
        });
        renumber(new Components(rows).order(), rows);
    }

    private static int[] joined(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    private void renumber(int[] order, int[][] rows) {
        var places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        var before = List.copyOf(steps);
        steps.clear();
        needs.clear();
        numbers.clear();
        for (int old : order) {
            steps.add(before.get(old));
            needs.add(Arrays.stream(rows[old]).map(i -> places[i]).sorted().toArray());
        }
    }
}
