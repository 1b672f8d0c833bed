package dev.slipway.plan;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.Token;
import dev.slipway.store.DesiredState;
import dev.slipway.store.LazyFields;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.TaskResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Short words for plans that are made by hand. Each step names the steps that it needs. */
final class Plans {
    private final List<Step> steps = new ArrayList<>();
    private final List<int[]> needs = new ArrayList<>();

    Plans add(Step step, String... needed) {
        int[] numbers = Arrays.stream(needed)
                .mapToInt(key -> steps.stream().map(Step::key).toList().indexOf(key(key)))
                .toArray();
        return addOn(step, numbers);
    }

    Plans addOn(Step step, int... needed) {
        steps.add(step);
        needs.add(needed);
        return this;
    }

    Plan plan() {
        return new Plan("meadow", 7, steps, needs, List.of(), Fields.NONE, Fields.NONE);
    }

    static TaskKey key(String key) {
        return TaskKey.parse(key);
    }

    static Origin line(int line) {
        return new Origin("cluster.main.kts", line);
    }

    static Task effect(int line, String key, Object... inputs) {
        return new Effect(key(key), Fields.of(inputs), TaskOptions.NONE, line(line));
    }

    static Task effect(int line, TaskOptions rules, String key, Object... inputs) {
        return new Effect(key(key), Fields.of(inputs), rules, line(line));
    }

    static Task pure(int line, String key, Object... inputs) {
        return new Pure(key(key), Fields.of(inputs), List.of(), TaskOptions.NONE, line(line));
    }

    static Task observe(int line, String key, Object... inputs) {
        return new Observe(key(key), Fields.of(inputs), TaskOptions.NONE, line(line));
    }

    static Ref ref(String key, String... field) {
        return new Ref(key(key), FieldPath.of(field));
    }

    static Unknown after(String key, String... field) {
        return new Unknown(key(key), FieldPath.of(field));
    }

    static Secret secret(String source, int value) {
        return new Secret(source, Hasher.of(new byte[] {(byte) value}));
    }

    static Change change(String path, Object before, Object after) {
        return new Change(FieldPath.parse(path), Value.of(before), Value.of(after), false, false);
    }

    static Change replacing(String path, Object before, Object after) {
        return new Change(FieldPath.parse(path), Value.of(before), Value.of(after), true, false);
    }

    /** What is remembered of a task: it was given these inputs, and left them behind as outputs with an id. */
    static TaskRecord record(String key, Object... inputs) {
        Fields wanted = Fields.of(inputs);
        return record(key, wanted, wanted.with("id", Value.of("object-" + key(key).name())), List.of());
    }

    static TaskRecord record(String key, Fields inputs, Fields outputs, List<TaskKey> needs) {
        Fingerprint desired = new Hasher().task(key(key).kind(), 1, inputs);
        return new TaskRecord(
                key(key),
                new DesiredState(
                        DesiredState.Sort.EFFECT,
                        desired,
                        LazyFields.of(inputs),
                        List.of(),
                        needs,
                        TaskOptions.NONE,
                        line(99)),
                new TaskResult(
                        "object-" + key(key).name(),
                        LazyFields.of(outputs),
                        Hasher.of(outputs),
                        Map.of(LookDepth.COLLECTION, new Token("c1"), LookDepth.FULL, new Token("f1")),
                        List.of(),
                        1200));
    }

    static Step skip(Task task, TaskRecord record) {
        return Step.of(task, 1, Action.SKIP, Cause.UNCHANGED).from(record);
    }
}
