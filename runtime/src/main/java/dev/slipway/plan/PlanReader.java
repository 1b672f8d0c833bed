package dev.slipway.plan;

import dev.slipway.graph.GraphReader;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Token;
import dev.slipway.store.DesiredState;
import dev.slipway.store.FileStamp;
import dev.slipway.store.LazyFields;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.TaskResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what {@link PlanWriter} wrote. Whatever it reads is a value of its own and asks no store for the rest. */
final class PlanReader extends GraphReader {
    private final List<Fields> fields = new ArrayList<>();

    PlanReader(byte[] bytes) {
        super(bytes);
    }

    Plan plan() {
        String lineage = text();
        long sequence = number();
        var pools = pools();
        int size = count();
        var steps = new ArrayList<Step>();
        var needs = new ArrayList<int[]>();
        for (int i = 0; i < size; i++) {
            steps.add(step());
            needs.add(needs(i));
        }
        Fields outputs = sharedFields();
        Fields given = sharedFields();
        if (!atEnd()) {
            throw new Garbled("something behind the end", null);
        }
        return new Plan(lineage, sequence, steps, needs, pools, outputs, given);
    }

    private Step step() {
        Task task = task();
        fields.add(task.inputs());
        int version = small();
        Action action = Action.valueOf(name());
        Cause cause = Cause.valueOf(name());
        int marks = small();
        boolean sure = (marks & PlanWriter.SURE) != 0;
        List<Change> changes = changes();
        var basis = new StepBasis(
                ifMarked(marks, PlanWriter.BEFORE, this::recorded),
                ifMarked(marks, PlanWriter.SEEN, () -> new ObservedObject(text(), sharedFields(), tokens())),
                ifMarked(marks, PlanWriter.PRODUCED, this::sharedFields),
                ifMarked(marks, PlanWriter.MOVED, this::key).orElse(task.key()),
                ifMarked(marks, PlanWriter.LEFTOVER, this::text).orElse(""));
        Optional<Action> heldBack = ifMarked(marks, PlanWriter.HELD_BACK, () -> Action.valueOf(name()));
        String note = ifMarked(marks, PlanWriter.NOTE, this::text).orElse("");
        return new Step(task, version, new Decision(action, cause, sure, changes, heldBack, note), basis);
    }

    private static <T> Optional<T> ifMarked(int marks, int mark, Supplier<T> read) {
        return (marks & mark) == 0 ? Optional.empty() : Optional.of(read.get());
    }

    private List<Change> changes() {
        var changes = new ArrayList<Change>();
        for (int left = count(); left > 0; left--) {
            FieldPath path = path();
            var before = value();
            var after = value();
            int marks = tag();
            changes.add(new Change(
                    path, before, after, (marks & PlanWriter.REPLACES) != 0, (marks & PlanWriter.DRIFT) != 0));
        }
        return changes;
    }

    private FieldPath path() {
        var segments = new ArrayList<String>();
        for (int left = count(); left > 0; left--) {
            segments.add(name());
        }
        return new FieldPath(segments);
    }

    private TaskRecord recorded() {
        TaskKey key = key();
        var sort = DesiredState.Sort.valueOf(name());
        String id = text();
        Fingerprint desired = fingerprint();
        LazyFields inputs = LazyFields.of(sharedFields());
        LazyFields outputs = LazyFields.of(sharedFields());
        Fingerprint result = fingerprint();
        Map<LookDepth, Token> tokens = tokens();
        List<FileStamp> stamps = stamps();
        List<TaskKey> needs = keys();
        List<String> leftovers = texts();
        TaskOptions rules = rules();
        long tookMillis = number();
        var origin = Origin.of(name(), (int) signed());
        return new TaskRecord(
                key,
                new DesiredState(sort, desired, inputs, stamps, needs, rules, origin),
                new TaskResult(id, outputs, result, tokens, leftovers, tookMillis));
    }

    private List<TaskKey> keys() {
        var keys = new ArrayList<TaskKey>();
        for (int left = count(); left > 0; left--) {
            keys.add(key());
        }
        return keys;
    }

    private Map<LookDepth, Token> tokens() {
        var tokens = new EnumMap<LookDepth, Token>(LookDepth.class);
        for (int left = count(); left > 0; left--) {
            tokens.put(LookDepth.valueOf(name()), new Token(text()));
        }
        return tokens;
    }

    private List<FileStamp> stamps() {
        var stamps = new ArrayList<FileStamp>();
        for (int left = count(); left > 0; left--) {
            stamps.add(new FileStamp(text(), signed(), number(), signed(), fingerprint(), flag()));
        }
        return stamps;
    }

    private Fields sharedFields() {
        int known = known(fields.size());
        if (known >= 0) {
            return fields.get(known);
        }
        Fields read = fields();
        fields.add(read);
        return read;
    }
}
