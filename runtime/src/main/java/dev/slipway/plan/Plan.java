package dev.slipway.plan;

import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.Fields;
import dev.slipway.model.Pool;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What would be done, as a value: steps in an order in which they can be done, and who waits for whom. Applying it needs
 * no script, no graph and no second look at the declaration; it needs the same state, the secrets and the providers.
 *
 * @param lineage the state it was made for
 * @param sequence how far that state had come
 * @param needs by step, the earlier steps that it waits for
 * @param outputs what the script gives out, as far as it is known
 * @param given what it gave out when it was last applied
 */
public record Plan(
        String lineage,
        long sequence,
        List<Step> steps,
        List<int[]> needs,
        List<Pool> pools,
        Fields outputs,
        Fields given) {

    public Plan {
        steps = List.copyOf(steps);
        needs = List.copyOf(needs);
        pools = List.copyOf(pools);
    }

    public TopologicalOrder order() {
        return TopologicalOrder.of(needs.toArray(int[][]::new));
    }

    /** Steps in which anything is done at all. */
    public List<Step> acting() {
        return steps.stream().filter(step -> step.action().acts()).toList();
    }

    /** Resources that could not be read, so that nobody knows what is to be done about them. */
    public List<Step> unread() {
        return steps.stream().filter(Step::isUnread).toList();
    }

    /** Whether it is made of what is recorded and seen beside a run, or after one that was interrupted. */
    public boolean isUnsettled() {
        return steps.stream().anyMatch(Step::isUnsettled);
    }

    /** How many are as they should be. */
    public int unchanged() {
        int unchanged = 0;
        for (Step step : steps) {
            unchanged += step.action() == Action.SKIP && step.heldBack().isEmpty() ? 1 : 0;
        }
        return unchanged;
    }

    /** Resources that would be deleted, and stay because they or what is built on them are protected. */
    public List<Step> kept() {
        return steps.stream().filter(Step::isKept).toList();
    }

    /** What the script gives out otherwise than when it was last applied. What is not known yet may be as it was. */
    public List<Change> outputChanges() {
        return OutputChanges.changes(given, outputs);
    }

    /** No changes, and nothing to be recorded. What stays because it is protected is nothing to do. */
    public boolean isEmpty() {
        if (unchanged() + kept().size() < steps.size()) {
            return false;
        }
        for (Change change : outputChanges()) {
            if (change.isSure()) {
                return false;
            }
        }
        return true;
    }

    /** Whether something could not be decided before other things are done; then planning goes on after applying. */
    public boolean hasDeferred() {
        return steps.stream().anyMatch(step -> step.action() == Action.DEFER);
    }

    /** Tasks that this run leaves out although something is to be done about them. */
    public List<Step> frontier() {
        return steps.stream()
                .filter(step -> step.heldBack().isPresent() && step.heldBack().get() != Action.SKIP && !step.isKept())
                .toList();
    }

    /** The step that a second step about the same task goes on from; the step itself where it is the only one. */
    public int first(int step) {
        for (int need : needs.get(step)) {
            boolean isSame = steps.get(need).key().equals(steps.get(step).key());
            if (isSame && steps.get(need).leftover().isEmpty()) {
                return need;
            }
        }
        return step;
    }

    /** The first step of each task; a former object that is still to be deleted does not count. */
    public Map<TaskKey, Integer> index() {
        var index = new HashMap<TaskKey, Integer>(2 * steps.size());
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).leftover().isEmpty()) {
                index.putIfAbsent(steps.get(i).key(), i);
            }
        }
        return index;
    }
}
