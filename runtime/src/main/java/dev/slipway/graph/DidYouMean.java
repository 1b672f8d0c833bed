package dev.slipway.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class DidYouMean {
    /** Each distinct name costs a look at every candidate; who misspells more than this has another problem. */
    private static final int PATIENCE = 50;

    private static final int FARTHEST = 3;

    private final List<String> candidates;
    private final Map<String, Optional<String>> answers = new HashMap<>();

    public DidYouMean(Iterable<String> candidates) {
        this.candidates = new ArrayList<>();
        candidates.forEach(this.candidates::add);
    }

    public Optional<String> to(String name) {
        Optional<String> known = answers.get(name);
        if (known != null) {
            return known;
        } else if (answers.size() >= PATIENCE) {
            return Optional.empty();
        }
        Optional<String> found = find(name);
        answers.put(name, found);
        return found;
    }

    private Optional<String> find(String name) {
        Optional<String> best = Optional.empty();
        int limit = Math.max(1, Math.min(FARTHEST, (name.length() + 1) / 3));
        for (String candidate : candidates) {
            int distance = Math.abs(candidate.length() - name.length()) > limit ? limit + 1 : distance(name, candidate);
            if (distance <= limit) {
                best = Optional.of(candidate);
                limit = distance - 1;
            }
        }
        return best;
    }

    /** How many letters to add, drop, change, or swap with their neighbour. */
    private static int distance(String a, String b) {
        var earlier = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] oldest = earlier;
            earlier = last;
            last = row;
            row = oldest;
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], earlier[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
