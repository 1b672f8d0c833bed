package dev.slipway.complete;

import java.util.List;

/**
 * All that may be written at a place.
 *
 * @param prefix what stands there already, and with which every suggestion begins
 * @param expected the types that are expected there, as the compiler writes them; empty where anything goes
 * @param all nearest first: of the blocks around, the script, the imports
 */
public record Suggestions(String prefix, List<String> expected, List<Suggestion> all) {
    public Suggestions {
        expected = List.copyOf(expected);
        all = List.copyOf(all);
    }
}
