package dev.slipway.store;

/** A place where secrets are kept, such as the environment or a vault. */
@FunctionalInterface
public interface SecretSource {
    /** The secret of a name; a {@link dev.slipway.model.InvalidInputException} when the place itself is in trouble. */
    Answer ask(String name);

    /** A secret, or why there is none. */
    sealed interface Answer {}

    /**
     * A secret that is there.
     *
     * @param where it was found, in words
     */
    record Here(String value, String where) implements Answer {
        @Override
        public String toString() {
            return "a secret from " + where;
        }
    }

    /**
     * No secret of that name.
     *
     * @param why in words, such as {@code the environment variable TOKEN is not set}
     * @param fix what would put it there
     */
    record Nowhere(String why, String fix) implements Answer {}

    /** The same source, asked only once for each name. */
    default SecretSource once() {
        var known = new java.util.concurrent.ConcurrentHashMap<String, Answer>();
        return name -> known.computeIfAbsent(name, this::ask);
    }
}
