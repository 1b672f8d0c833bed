package dev.slipway.work;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pool was asked for while which was held. If one task asks for them in one order and another in the other, the two
 * wait for each other some day, for ever; so whoever would turn an order round is told, each time and not some day.
 */
final class LockOrderCheck {
    private final Map<String, Set<String>> laterThan = new HashMap<>();

    /** Notes that a pool is asked for. Answers with the one of those held that others ask for while they hold it. */
    synchronized Optional<String> ask(Collection<String> held, String wanted) {
        Optional<String> reverse =
                held.stream().filter(each -> comesLater(wanted, each)).sorted().findFirst();
        if (reverse.isEmpty()) {
            held.forEach(each ->
                    laterThan.computeIfAbsent(each, none -> new HashSet<>()).add(wanted));
        }
        return reverse;
    }

    private boolean comesLater(String first, String second) {
        var seen = new HashSet<String>();
        var next = new ArrayDeque<>(Set.of(first));
        while (!next.isEmpty()) {
            for (String later : laterThan.getOrDefault(next.remove(), Set.of())) {
                if (later.equals(second)) {
                    return true;
                }
                if (seen.add(later)) {
                    next.add(later);
                }
            }
        }
        return false;
    }
}
