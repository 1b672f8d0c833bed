package dev.slipway.cli;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Printable;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Registry;
import dev.slipway.store.Entry;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import dev.slipway.store.Snapshot;
import dev.slipway.store.TaskRecord;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What is remembered of a script's objects, as it is shown and corrected. */
record StateCommands(Console console, LocalStore store, boolean json, Registry registry) {
    void list() {
        Snapshot snapshot = store.read();
        if (json) {
            var object = new LinkedHashMap<String, Object>();
            object.put("v", 1);
            object.put(
                    "keys",
                    snapshot.records().keySet().stream()
                            .sorted()
                            .map(TaskKey::toString)
                            .toList());
            console.say(Json.of(object));
            return;
        }
        var table = new Table();
        new TreeMap<>(snapshot.records())
                .forEach((key, record) -> table.row(
                        Printable.line(key.toString()),
                        Printable.line(record.id()),
                        (isProtected(record) ? "protected  " : "") + "(" + record.origin() + ")"));
        table.print(console);
        snapshot.doubts().keySet().forEach(key -> console.say("in doubt: " + key));
    }

    private boolean isProtected(TaskRecord record) {
        var data = registry.shape(record.key().kind()).data().in(record.declared(), record.produced());
        return record.protection().covers(!data.isEmpty());
    }

    void show(String task) {
        TaskRecord record = record(store.read(), task);
        Map<String, Object> object = new LinkedHashMap<>();
        if (json) {
            object.put("v", 1);
        }
        object.put("key", record.key().toString());
        object.put("id", record.id());
        object.put("protected", isProtected(record));
        object.put("inputs", record.wanted().inputs().get());
        object.put("outputs", record.produced());
        object.put("needs", record.needs().stream().map(TaskKey::toString).toList());
        object.put("leftovers", record.leftovers());
        if (!record.origin().equals(Origin.NONE)) {
            object.put("origin", record.origin().toString());
        }
        if (json) {
            console.say(Json.of(object));
        } else {
            object.forEach((name, value) -> console.say(name + ": " + Printable.line(String.valueOf(value))));
        }
    }

    void move(String from, String to) {
        change("state mv", snapshot -> {
            if (KeyPattern.isPattern(from)) {
                return moves(snapshot, new KeyPattern(from), to);
            }
            return List.of(moved(snapshot, record(snapshot, from).key(), key(to)));
        });
    }

    /** What the wildcards of the one stand for takes the place of those of the other, one by one. */
    private List<Entry> moves(Snapshot snapshot, KeyPattern from, String to) {
        if (from.wildcards() != new KeyPattern(to).wildcards()) {
            throw ExitException.usage(
                    "'" + from.text() + "' and '" + to + "' do not correspond",
                    "each * and ? of the first takes the place of one of the second",
                    "write as many in both, such as: state mv 'file/etc/*' 'file/opt/etc/*'");
        }
        var names = new TaskNames(snapshot.records().keySet(), new Owners(registry)::of);
        var moves = new TreeMap<TaskKey, TaskKey>();
        for (TaskKey source : names.each(List.of(from.text()), "state")) {
            moves.put(source, key(from.renamed(source, to).orElseThrow()));
        }
        if (new HashSet<>(moves.values()).size() < moves.size()) {
            throw ExitException.usage(
                    "'" + to + "' gives several tasks one key",
                    "two objects cannot have one key",
                    "move them one by one");
        }
        moves.forEach((source, target) -> console.say(source + " -> " + target));
        return moves.entrySet().stream()
                .map(move -> moved(snapshot, move.getKey(), move.getValue()))
                .toList();
    }

    private static Entry moved(Snapshot snapshot, TaskKey source, TaskKey target) {
        if (!source.kind().equals(target.kind())) {
            throw ExitException.usage(
                    source + " cannot go by " + target,
                    "state of one kind cannot be used for another",
                    "name it " + source.kind() + "/" + target.name());
        }
        settled(snapshot, source);
        settled(snapshot, target);
        if (snapshot.records().containsKey(target)) {
            throw ExitException.usage(
                    target + " is already recorded", "two objects cannot have one key", "remove or move that first");
        }
        return new Entry.Moved(source, target);
    }

    /** What is in doubt is looked up by the name that it had when it was begun. */
    private static void settled(Snapshot snapshot, TaskKey key) {
        if (snapshot.doubts().containsKey(key)) {
            throw new ExitException(
                    Exit.FAILED,
                    new InvalidInputException(
                            key + " is in doubt",
                            "a step on it was begun, and how it ended is not known",
                            "run again first: slipway FILE up settles it"));
        }
    }

    void forget(List<String> tasks) {
        change(
                "state rm",
                snapshot -> new TaskNames(snapshot.records().keySet(), new Owners(registry)::of)
                        .each(tasks, "state").stream()
                                .sorted()
                                .<Entry>map(Entry.Forgot::new)
                                .toList());
    }

    void unlock() {
        change("state unlock", snapshot -> List.of());
    }

    private void change(String verb, Function<Snapshot, List<Entry>> change) {
        LockOwner owner = LockOwner.here("slipway " + verb, Clock.systemUTC());
        try (var session = store.lock(owner, event -> {})) {
            List<Entry> entries = change.apply(session.snapshot());
            long sequence = 0;
            for (Entry entry : entries) {
                sequence = session.journal().append(entry);
            }
            session.journal().durable(sequence).toCompletableFuture().join();
            console.say(entries.isEmpty() ? "The lock is free." : "Done: " + entries.size() + " changed.");
        }
    }

    private TaskRecord record(Snapshot snapshot, String task) {
        TaskKey found = new TaskNames(snapshot.records().keySet(), new Owners(registry)::of).one(task, "state");
        return snapshot.record(found).orElseThrow();
    }

    private static TaskKey key(String text) {
        try {
            return TaskKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage(
                    "'" + text + "' is no key",
                    "a key is a kind, a slash and a name, as 'slipway state list' prints it",
                    "write one like file/etc/motd");
        }
    }
}
