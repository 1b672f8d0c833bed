package dev.slipway.lab.host;

import dev.slipway.lab.TwinState;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules that the kernel of a host has in one network: tables by name, each as text. Its own outlives the host. */
final class Network {
    private final @Nullable TwinState shelf;
    private Map<String, String> tables = new TreeMap<>();

    /** A network that is forgotten with whoever made it. */
    Network() {
        this.shelf = null;
    }

    Network(TwinState shelf) {
        this.shelf = shelf;
        shelf.names().forEach(name -> shelf.text(name).ifPresent(text -> tables.put(name, text)));
    }

    synchronized Optional<String> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** All tables, to be changed and given back. */
    synchronized Map<String, String> copy() {
        return new TreeMap<>(tables);
    }

    /** Takes all changes at once. */
    synchronized void commit(Map<String, String> changed) {
        if (shelf != null) {
            tables.keySet().stream().filter(name -> !changed.containsKey(name)).forEach(shelf::remove);
            changed.forEach(shelf::put);
        }
        tables = new TreeMap<>(changed);
    }
}
