package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Pure;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import dev.slipway.plan.CachedResult;
import dev.slipway.plan.SealedOutputs;
import dev.slipway.plan.Step;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Failure;
import dev.slipway.store.DesiredState;
import dev.slipway.store.Entry;
import dev.slipway.store.FileStamp;
import dev.slipway.store.LazyFields;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.TaskResult;
import dev.slipway.work.PrioritizedGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Runs one computation, or finds that it need not be run: because its inputs turned out as before, because planning has
 * computed it already, or because a cache has its result.
 */
final class PureRun {
    private final ApplyContext round;
    private final int number;
    private final Step step;
    private final Pure task;
    private final PrioritizedGate flights;
    private volatile long began;

    PureRun(ApplyContext round, int number, Step step, PrioritizedGate flights) {
        this.round = round;
        this.flights = flights;
        this.number = number;
        this.step = step;
        this.task = (Pure) step.task();
    }

    CompletionStage<StepEnd> run() {
        if (step.isMove()) {
            round.append(new Entry.Moved(step.movedFrom(), task.key()));
        }
        Fields inputs = round.inputs(step);
        List<FileStamp> read = round.stampsOfOthers(inputs);
        Fingerprint wanted = Hasher.spare(hasher -> hasher.task(task.key().kind(), step.version(), inputs));
        Optional<TaskRecord> before = step.before();
        if (before.isPresent() && before.get().desired().equals(wanted) && intact(before.get())) {
            if (step.action() == Action.NOTE) {
                round.append(new Entry.Done(before.get().as(task.key()).standing(round.needs(number), task.rules())));
            }
            round.came(task.key(), before.get().produced());
            return CompletableFuture.completedFuture(StepEnd.UNCHANGED);
        }
        if (step.produced().isPresent()) {
            began = System.nanoTime();
            keep(inputs, wanted, read, step.produced().get());
            return CompletableFuture.completedFuture(StepEnd.DONE);
        }
        return round.caller
                .longLook(flights, task.key(), task.rules(), ticket -> compute(inputs, wanted, ticket))
                .thenApplyAsync(result -> ended(inputs, wanted, read, result), round.caller.aside());
    }

    private StepEnd ended(Fields inputs, Fingerprint wanted, List<FileStamp> read, Result result) {
        Fields outputs = result.cached() ? result.outputs() : kept(inputs, wanted, result);
        keep(inputs, wanted, read, outputs);
        return result.cached() ? StepEnd.RESTORED : StepEnd.DONE;
    }

    private record Result(Fields outputs, boolean cached, CachedResult place) {}

    /** All that takes a place among what is in flight: what goes before and after is done while others fly. */
    private CompletionStage<Result> compute(Fields inputs, Fingerprint wanted, CallContext ticket) {
        began = began == 0 ? System.nanoTime() : began;
        Compute code = round.registry.compute(task.key().kind());
        CachedResult place = place(code, wanted, inputs);
        Optional<Fields> cached = place.get();
        return cached.isPresent()
                ? CompletableFuture.completedFuture(new Result(cached.get(), true, place))
                : code.compute(inputs, ticket).thenApply(outputs -> new Result(outputs, false, place));
    }

    /** What was computed from a file that was edited meanwhile is nobody's result. */
    private Fields kept(Fields inputs, Fingerprint wanted, Result result) {
        round.stamps(inputs);
        if (inputs.isSecret()) {
            return SealedOutputs.leaves(result.outputs(), round.caller.secrets());
        }
        // A program that was replaced while it ran has made the result of neither.
        if (place(round.registry.compute(task.key().kind()), wanted, inputs).equals(result.place())) {
            result.place().put(result.outputs());
        }
        return result.outputs();
    }

    private CachedResult place(Compute code, Fingerprint wanted, Fields inputs) {
        return CachedResult.of(round.cache, task, code, wanted, inputs, round.files.root());
    }

    /** A file that it wrote must still be as it was left. */
    private boolean intact(TaskRecord before) {
        return before.stamps().stream()
                .filter(stamp -> task.writes().contains(stamp.path()))
                .allMatch(round.files::still);
    }

    private void keep(Fields inputs, Fingerprint wanted, List<FileStamp> read, Fields outputs) {
        var stamps = new ArrayList<>(read);
        Fields complete = withFiles(outputs, stamps, inputs.isSecret());
        var wish = new DesiredState(
                DesiredState.Sort.PURE,
                wanted,
                LazyFields.of(inputs),
                stamps,
                round.needs(number),
                task.rules(),
                task.origin());
        var found = TaskResult.computed(complete, (System.nanoTime() - began) / 1_000_000);
        round.append(new Entry.Done(new TaskRecord(task.key(), wish, found)));
        round.came(task.key(), complete);
    }

    /** The written files become outputs by their content, so that an equal file stops the work below. */
    private Fields withFiles(Fields outputs, List<FileStamp> stamps, boolean secret) {
        if (task.writes().isEmpty()) {
            return outputs;
        }
        var files = new TreeMap<String, Value>();
        for (String path : task.writes()) {
            FileStamp stamp = round.files
                    .written(path, secret)
                    .orElseThrow(() -> new Failure.Rejected(
                            "it ended well but did not write " + path,
                            "write the file, or do not declare it as written"));
            stamps.add(stamp);
            files.put(path, stamp.content());
        }
        return outputs.with("files", new Fields(files));
    }
}
