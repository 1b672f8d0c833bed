package dev.slipway.provide;

import dev.slipway.model.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the code for a kind. A provider is made on first use: a run that changes nothing loads no client library.
 *
 * <p>The version of a kind is known without loading it and is part of every fingerprint. Raise it when the same inputs
 * would now come out differently.
 */
public final class Registry {
    private record Entry(int version, Supplier<? extends Provider> make) {}

    private final Map<String, Entry> entries;
    private final Map<String, Provider> made = new ConcurrentHashMap<>();

    private Registry(Map<String, Entry> entries) {
        this.entries = entries;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Every kind that it knows. */
    public Set<String> kinds() {
        return Set.copyOf(entries.keySet());
    }

    public boolean knows(String kind) {
        return entries.containsKey(kind);
    }

    /** The version of a kind, or 0 for an unknown kind. */
    public int version(String kind) {
        Entry entry = entries.get(kind);
        return entry == null ? 0 : entry.version();
    }

    public Provider provider(String kind) {
        Entry entry = entries.get(kind);
        if (entry == null) {
            throw new InvalidInputException(
                    "nothing here knows the kind '" + kind + "'",
                    "known kinds are " + String.join(", ", entries.keySet()),
                    "add the artifact that provides it, or correct the kind");
        }
        Provider known = made.get(kind);
        return known != null
                ? known
                : made.computeIfAbsent(kind, k -> entry.make().get());
    }

    /** What a kind declares of its fields; of a kind that nothing here knows, nothing. */
    public Schema shape(String kind) {
        return knows(kind) ? provider(kind).shape() : Schema.OPEN;
    }

    /** How long calls of a kind may take by default. */
    public Deadlines deadlines(String kind) {
        return knows(kind) ? provider(kind).deadlines() : Deadlines.PLAIN;
    }

    public Resource resource(String kind) {
        if (provider(kind) instanceof Resource resource) {
            return resource;
        }
        throw mismatch(kind, "an effect");
    }

    public Compute compute(String kind) {
        if (provider(kind) instanceof Compute compute) {
            return compute;
        }
        throw mismatch(kind, "a computation");
    }

    public Probe probe(String kind) {
        if (provider(kind) instanceof Probe probe) {
            return probe;
        }
        throw mismatch(kind, "an observation");
    }

    private static InvalidInputException mismatch(String kind, String asked) {
        return new InvalidInputException(
                "the kind '" + kind + "' is used as " + asked,
                "its provider is of another sort",
                "declare the task as what its provider offers");
    }

    /** Collects kinds. */
    public static final class Builder {
        private final Map<String, Entry> entries = new TreeMap<>();

        public Builder add(String kind, int version, Supplier<? extends Provider> make) {
            if (entries.putIfAbsent(kind, new Entry(version, make)) != null) {
                throw new IllegalArgumentException("two providers for the kind '" + kind + "'");
            }
            return this;
        }

        /** Several kinds at once, of which one piece of code knows how each is made. */
        public Builder add(int version, Function<String, ? extends Provider> make, String... kinds) {
            for (String kind : kinds) {
                add(kind, version, () -> make.apply(kind));
            }
            return this;
        }

        public Registry build() {
            return new Registry(new TreeMap<>(entries));
        }
    }
}
