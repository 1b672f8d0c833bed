package dev.slipway.observe;

import dev.slipway.graph.Graph;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.provide.Provider;
import dev.slipway.provide.Registry;
import dev.slipway.store.Snapshot;
import dev.slipway.store.TaskRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How objects are reached may change while they stay what they are: another address, another key. They are then looked for
 * where they are declared to be now, and nothing is done about them because of it alone. What an earlier version of a kind
 * recorded is read in the form of this one.
 */
public final class ConnectionRefresh {
    private ConnectionRefresh() {}

    /** What is remembered, with the ways that are declared, as far as these are known. */
    public static Snapshot asDeclared(Snapshot snapshot, Graph graph, Registry registry) {
        var ways = new HashMap<String, Set<String>>();
        var changed = new HashMap<TaskKey, TaskRecord>();
        snapshot.records().forEach((key, old) -> {
            Optional<TaskRecord> later = old.isEffect() ? upgraded(old, registry) : Optional.empty();
            later.ifPresent(record -> changed.put(key, record));
            TaskRecord record = later.orElse(old);
            Set<String> names = ways.computeIfAbsent(key.kind(), kind -> ways(kind, registry));
            int task = names.isEmpty() ? -1 : graph.indexOf(key);
            if (task >= 0) {
                Fields before = record.declared();
                Fields now = with(before, graph.task(task).inputs(), names);
                if (!now.equals(before)) {
                    changed.put(key, record.declared(now, record.desired()));
                }
            }
        });
        if (changed.isEmpty()) {
            return snapshot;
        }
        Map<TaskKey, TaskRecord> all = new HashMap<>(snapshot.records());
        all.putAll(changed);
        return new Snapshot(snapshot.lineage(), snapshot.sequence(), all, snapshot.doubts(), snapshot.outputs());
    }

    private static Optional<TaskRecord> upgraded(TaskRecord record, Registry registry) {
        try {
            return registry.resource(record.key().kind())
                    .upgraded(record.subject())
                    .map(record::upgraded);
        } catch (RuntimeException e) {
            return Optional.empty(); // whoever needs the kind says that it is not there
        }
    }

    private static Set<String> ways(String kind, Registry registry) {
        try {
            Provider provider = registry.provider(kind);
            return provider.shape().ways();
        } catch (RuntimeException e) {
            return Set.of(); // whoever needs the kind says that it is not there
        }
    }

    private static Fields with(Fields recorded, Fields declared, Set<String> names) {
        Fields result = recorded;
        for (String name : names) {
            Value now = declared.get(name);
            if (now.isKnown()) {
                result = result.with(name, merged(recorded.get(name), now));
            }
        }
        return result;
    }

    /** A declared secret does not tell its value yet; one from the same source is taken for the same. */
    private static Value merged(Value before, Value now) {
        if (before instanceof Secret old && now instanceof Secret secret) {
            return old.source().equals(secret.source()) ? old : secret;
        } else if (before instanceof Fields old && now instanceof Fields fields) {
            Fields result = fields;
            for (String name : fields.names()) {
                result = result.with(name, merged(old.get(name), fields.get(name)));
            }
            return result;
        }
        return now;
    }
}
