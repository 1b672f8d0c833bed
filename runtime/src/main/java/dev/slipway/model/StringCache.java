package dev.slipway.model;

import org.jspecify.annotations.Nullable;

/**
 * The texts that were read last, by their hash: what is read again soon is one object. Paths come in twos and threes, a
 * few lines apart, and make up a third of a large graph; a map of all of them would take more than it saves.
 *
 * <p>Threads may share one: at worst they miss what another has just read.
 */
public final class StringCache {
    private static final int ROOM = 1 << 12;

    private final @Nullable String[] texts = new String[ROOM];

    /** An equal text that was read before, or this one. */
    public String shared(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 12) & ROOM - 1;
        String known = texts[place];
        if (text.equals(known)) {
            return known;
        }
        texts[place] = text;
        return text;
    }
}
