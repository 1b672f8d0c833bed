package dev.slipway.lab.kube.store;

import dev.slipway.lab.Json;
import dev.slipway.lab.TwinState;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the objects over a restart: each is an entry of its resource's part of the state. Changes are written together,
 * a moment later; a process that is killed loses the last moment and nothing else.
 */
public final class Disk {
    private final TwinState state;
    private final Map<String, Optional<Stored>> dirty = new LinkedHashMap<>();

    public Disk(TwinState state) {
        this.state = state;
    }

    /** Puts back what was kept, and the revision that the store had reached. */
    public void load(ObjectStore store) {
        for (String resource : state.names()) {
            if (!resource.startsWith("r:")) {
                continue;
            }
            TwinState part = state.part(resource.substring(2));
            for (String key : part.names()) {
                part.text(key).ifPresent(text -> {
                    Map<String, Object> object = read(text);
                    long revision = Long.parseLong(Tree.text(object, "metadata", "resourceVersion"));
                    store.restore(resource.substring(2), new Stored(key, revision, object));
                });
            }
        }
    }

    private static Map<String, Object> read(String text) {
        try {
            return Tree.map(JsonReader.read(text));
        } catch (JsonReader.Malformed e) {
            throw new IllegalStateException("the lab's state of an API server cannot be read: " + e.why(), e);
        }
    }

    public synchronized void note(StoreEvent event) {
        dirty.put(
                event.resource() + "\0" + event.after().key(),
                event.deleted() ? Optional.empty() : Optional.of(event.after()));
    }

    /** Writes what has changed since the last time. */
    public void flush() {
        Map<String, Optional<Stored>> changes;
        synchronized (this) {
            changes = new LinkedHashMap<>(dirty);
            dirty.clear();
        }
        changes.forEach((what, stored) -> {
            String resource = what.substring(0, what.indexOf('\0'));
            String key = what.substring(what.indexOf('\0') + 1);
            if (state.get("r:" + resource).isEmpty()) {
                state.put("r:" + resource, "");
            }
            TwinState part = state.part(resource);
            stored.ifPresentOrElse(one -> part.put(key, Json.text(one.object())), () -> part.remove(key));
        });
    }
}
