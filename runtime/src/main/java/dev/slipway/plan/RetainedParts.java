package dev.slipway.plan;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.Protection;
import dev.slipway.model.Task;
import dev.slipway.model.Value;
import dev.slipway.provide.DataRule;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the parts of a resource that hold data, such as the disks of a machine, when their lines are deleted: they stay
 * declared as they were recorded, until they are released or their declaration says that they are disposable.
 *
 * @param names the parts that are kept, as fields
 */
record RetainedParts(Task task, List<String> names) {
    static RetainedParts of(Task task, TaskRecord was, DataRule rule, Options options) {
        boolean released =
                options.release().contains(task.key()) || options.release().contains(was.key());
        Value said = task.inputs().get(rule.parts());
        boolean known = said instanceof Fields || said == Missing.ABSENT;
        if (rule.parts().isEmpty() || !known || released || task.rules().protection() == Protection.OFF) {
            return new RetainedParts(task, List.of());
        }
        Map<String, Fields> declared = rule.partsOf(task.inputs());
        var all = new TreeMap<String, Value>(declared);
        var names = new ArrayList<String>();
        rule.partsOf(was.declared()).forEach((name, recorded) -> {
            Fields now = declared.get(name);
            if (!rule.isData(recorded)) {
                return;
            } else if (now == null) {
                all.put(name, recorded);
                names.add(rule.parts() + "." + name);
            } else if (!rule.isData(now) && !now.names().contains(DataRule.DISPOSABLE)) {
                all.put(name, now.with(DataRule.DISPOSABLE, BoolValue.FALSE)); // it was not made from that source
            }
        });
        boolean same = all.equals(declared);
        return new RetainedParts(same ? task : task.with(task.inputs().with(rule.parts(), new Fields(all))), names);
    }

    /** The verdict on the task, with what is kept in the plan's words. */
    DecidedStep on(DecidedStep verdict) {
        Step step = verdict.step();
        if (names.isEmpty() || step.action() == Action.HOLD || step.action() == Action.DEFER) {
            return verdict;
        }
        Step told = step.action() == Action.SKIP ? step.as(Action.SKIP, Cause.RETAINED) : step;
        String note = "keeps " + String.join(", ", names)
                + ", not declared any more: holds data; to remove it: --release " + task.key();
        return new DecidedStep(told.noting(note), verdict.outlook());
    }
}
