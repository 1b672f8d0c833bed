package dev.slipway.observe;

import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Event;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Missing;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.provide.Exclusive;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Operation;
import dev.slipway.provide.Registry;
import dev.slipway.store.Entry;
import dev.slipway.store.PendingIntent;
import dev.slipway.store.Snapshot;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Caller;
import dev.slipway.work.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds out what came of steps that nobody saw the end of, before anything else is decided; the entries that it gives back
 * say what is true now. To find out may take ending what still runs, so it takes the lock of the state.
 */
public final class IntentRecovery {
    private final Registry registry;
    private final Caller caller;
    private final Consumer<? super Event> events;
    private final Exclusive writer;

    public IntentRecovery(Registry registry, Caller caller, Consumer<? super Event> events, Exclusive writer) {
        this.writer = writer;
        this.registry = registry;
        this.caller = caller;
        this.events = events;
    }

    /**
     * The entries that settle every open intent of a snapshot. One that cannot be settled stays open.
     *
     * @param rules how the task of a key wants to be handled
     */
    public List<Entry> settle(Snapshot snapshot, Function<TaskKey, TaskOptions> rules) {
        record Question(PendingIntent open, CompletionStage<Entry> answer) {}
        var questions = new ArrayList<Question>();
        snapshot.doubts()
                .forEach((key, open) ->
                        questions.add(new Question(open, settle(open, snapshot.record(key), rules.apply(key)))));
        var entries = new ArrayList<Entry>();
        for (Question question : questions) {
            TaskKey key = question.open().intent().key();
            try {
                Entry entry = question.answer().toCompletableFuture().join();
                entries.add(entry);
                events.accept(
                        new Event.Settled(key, meaning(question.open().intent().act(), entry)));
            } catch (java.util.concurrent.CompletionException e) {
                events.accept(new Event.Settled(
                        key, "still in doubt: " + ErrorText.of(e).why()));
            }
        }
        return entries;
    }

    /** The entry that settles one open intent. */
    public CompletionStage<Entry> settle(PendingIntent open, Optional<TaskRecord> record, TaskOptions rules) {
        TaskKey key = open.intent().key();
        return caller.longLook(
                        key, rules, ticket -> registry.resource(key.kind()).recover(open.doubt(writer), ticket))
                .thenApply(seen -> entry(open.intent(), record, seen, rules));
    }

    private static Entry entry(
            Entry.Intent intent, Optional<TaskRecord> record, Optional<ObservedObject> seen, TaskOptions rules) {
        TaskRecord next = intent.next();
        boolean former = record.isPresent() && record.get().leftovers().contains(next.id());
        if (intent.act() == Operation.DELETE) {
            if (seen.isPresent()) {
                return new Entry.Failed(next.key(), "it still exists");
            }
            return former
                    ? new Entry.Done(record.get().leaving(without(record.get().leftovers(), next.id())))
                    : new Entry.Forgot(next.key());
        }
        boolean predecessor = intent.act() == Operation.CREATE
                && seen.map(object -> next.leftovers().contains(object.id())).orElse(false);
        if (seen.isPresent() && !predecessor) {
            // The step may have got halfway: keep what can be seen, and let the plan compare it with what is wanted.
            Fields declared = intent.act() == Operation.UPDATE && record.isPresent()
                    ? shown(seen.get(), next.declared(), record.get().declared(), rules)
                    : seen.get().actual(next.declared());
            return new Entry.Done(next.seen(seen.get()).declared(declared, Fingerprint.ZERO));
        }
        return intent.act() == Operation.CREATE
                ? new Entry.Failed(next.key(), "it is not there")
                : new Entry.Forgot(next.key());
    }

    /**
     * After an update that may not have happened: what cannot be seen counts as it was, so that it is made again. So does
     * what others may change, where the update did not: it is theirs, and nobody has declared it anew.
     */
    private static Fields shown(ObservedObject seen, Fields wanted, Fields before, TaskOptions rules) {
        var entries = new TreeMap<String, Value>();
        for (String name : wanted.names()) {
            boolean theirs = rules.driftOf(FieldPath.of(name)) != DriftPolicy.REVERT
                    && wanted.get(name).equals(before.get(name));
            Value value = theirs || seen.fields().get(name) == Missing.ABSENT
                    ? before.get(name)
                    : seen.fields().get(name);
            if (value != Missing.ABSENT) {
                entries.put(name, value);
            }
        }
        return new Fields(entries);
    }

    static List<String> without(List<String> ids, String id) {
        return ids.stream().filter(other -> !other.equals(id)).toList();
    }

    private static String meaning(Operation act, Entry entry) {
        if (entry instanceof Entry.Done done) {
            return "it exists as " + done.record().id();
        }
        return entry instanceof Entry.Failed failed
                ? failed.why()
                : act == Operation.DELETE ? "it is deleted" : "it is gone";
    }
}
