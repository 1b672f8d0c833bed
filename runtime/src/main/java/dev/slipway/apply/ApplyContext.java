package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Pure;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.observe.IntentRecovery;
import dev.slipway.observe.LocalFiles;
import dev.slipway.plan.Containments;
import dev.slipway.plan.OutputChanges;
import dev.slipway.plan.Plan;
import dev.slipway.plan.RecordedNeeds;
import dev.slipway.plan.Step;
import dev.slipway.provide.Registry;
import dev.slipway.store.ActionCache;
import dev.slipway.store.Entry;
import dev.slipway.store.FileStamp;
import dev.slipway.store.Journal;
import dev.slipway.store.Snapshot;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Caller;
import dev.slipway.work.Cancel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the steps of one applied plan share: the journal, what is remembered by now, and what has come about. */
final class ApplyContext {
    final Plan plan;
    final Registry registry;
    final Caller caller;
    final IntentRecovery settling;
    final LocalFiles files;
    final ActionCache cache;
    private final Journal journal;
    private final Cancel cancel;
    private final Map<TaskKey, TaskRecord> records;
    private final Map<TaskKey, Fields> outputs;
    private final Set<String> written;
    private final Containments contents;
    private final Set<String> kinds = new HashSet<>();
    private final Set<TaskKey> replaced = ConcurrentHashMap.newKeySet();
    private final String lineage;
    private Fields given;
    private final AtomicLong last;

    ApplyContext(
            Plan plan,
            Registry registry,
            Caller caller,
            IntentRecovery settling,
            LocalFiles files,
            ActionCache cache,
            Journal journal,
            Cancel cancel,
            Snapshot snapshot) {
        this.plan = plan;
        this.registry = registry;
        this.caller = caller;
        this.settling = settling;
        this.files = files;
        this.cache = cache;
        this.journal = journal;
        this.cancel = cancel;
        this.records = new ConcurrentHashMap<>(snapshot.records());
        this.lineage = snapshot.lineage();
        this.given = snapshot.outputs();
        this.last = new AtomicLong(snapshot.sequence());
        this.outputs = new ConcurrentHashMap<>(2 * plan.steps().size());
        this.written = new HashSet<>(2 * plan.steps().size());
        plan.steps().forEach(this::writes);
        this.contents = new Containments(registry);
    }

    private void writes(Step step) {
        if (step.task() instanceof Pure task) {
            for (String path : task.writes()) {
                written.add(path);
            }
        }
    }

    /** Notes that an object was deleted, and what the system deletes with it. */
    void deleted(TaskKey key) {
        append(new Entry.Forgot(key));
        for (TaskKey content : contents.deletedWith(key, kinds())) {
            if (records.containsKey(content)) {
                append(new Entry.Forgot(content));
            }
        }
    }

    private synchronized Set<String> kinds() {
        if (kinds.isEmpty()) {
            records.values().stream()
                    .filter(TaskRecord::isEffect)
                    .forEach(record -> kinds.add(record.key().kind()));
            kinds.add("");
        }
        return kinds;
    }

    /** Notes that an object is another one from now on. */
    void replaced(TaskKey key) {
        replaced.add(key);
    }

    /** Whether what contains an object was replaced in this run. */
    boolean isContainerReplaced(TaskKey content) {
        return contents.container(content).filter(replaced::contains).isPresent();
    }

    /** Remembers, in the journal and here. */
    long append(Entry entry) {
        long sequence = journalled(entry);
        last.accumulateAndGet(sequence, Math::max);
        if (entry instanceof Entry.Done done) {
            records.put(done.key(), done.record());
        } else if (entry instanceof Entry.Forgot forgot) {
            records.computeIfPresent(
                    forgot.key(), (key, gone) -> gone.forgotten().orElse(null));
        } else if (entry instanceof Entry.Gave gave) {
            given = gave.outputs();
        } else if (entry instanceof Entry.Moved moved) {
            TaskRecord moving = records.remove(moved.from());
            if (moving != null) {
                records.put(moved.to(), moving.as(moved.to()));
                records.replaceAll((key, record) -> record.renamed(moved.from(), moved.to()));
            }
        }
        return sequence;
    }

    /** Without a journal nothing more may be begun. */
    private long journalled(Entry entry) {
        try {
            return journal.append(entry);
        } catch (RuntimeException e) {
            if (!cancel.draining()) {
                cancel.stop();
            }
            throw e;
        }
    }

    CompletionStage<Void> durable(long sequence) {
        return journal.durable(sequence);
    }

    CompletionStage<Void> allDurable() {
        return journal.durable(last.get());
    }

    Optional<TaskRecord> record(TaskKey key) {
        return Optional.ofNullable(records.get(key));
    }

    /** What is remembered now. */
    Snapshot snapshot() {
        return new Snapshot(lineage, last.get(), records, Map.of(), given);
    }

    /** Remembers what the script gives out now, if that is not what is remembered. */
    void gave(Fields came, boolean whole) {
        Fields now = OutputChanges.remembered(given, plan.outputs(), came, whole);
        if (!now.equals(given)) {
            append(new Entry.Gave(now));
        }
    }

    void came(TaskKey key, Fields produced) {
        outputs.put(key, produced);
    }

    @Nullable
    Fields produced(TaskKey key) {
        return outputs.get(key);
    }

    Fields inputs(Step step) {
        return new Substitution(this::produced).fill(step.task().inputs());
    }

    /** The tasks that a step was built on, for the record. */
    List<TaskKey> needs(int step) {
        return RecordedNeeds.keys(step, plan, kind -> registry.resource(kind).shape());
    }

    /** A key for one intent that no other intent of this state ever has: every intent of a task moves the number on. */
    String idempotencyKey(TaskKey key) {
        return Hasher.of(Fields.of("state", lineage, "task", key.toString(), "at", last.get() + 1))
                .brief();
    }

    /**
     * Stamps of the local files whose content is among the inputs; refuses one that changed since the plan. Files that a
     * task of this plan writes are looked at, but their stamps are that task's to keep.
     */
    List<FileStamp> stamps(Value inputs) {
        List<FileStamp> stamps = files.holding(inputs, path -> true);
        stamps.removeIf(stamp -> written.contains(stamp.path()));
        return stamps;
    }

    /** The same for who looks at all of them when it is through: those that this plan writes need not be looked at twice. */
    List<FileStamp> stampsOfOthers(Value inputs) {
        return files.holding(inputs, path -> !written.contains(path));
    }
}
