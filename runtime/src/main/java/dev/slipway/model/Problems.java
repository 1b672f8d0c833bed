package dev.slipway.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every problem before anything is thrown, so that the operator sees all of them at once. Any thread may add. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public synchronized void add(String what, Origin where, String why, String fix) {
        found.add(new Problem(what, where, why, fix));
    }

    public synchronized void addAll(List<Problem> more) {
        found.addAll(more);
    }

    public synchronized boolean isEmpty() {
        return found.isEmpty();
    }

    public synchronized List<Problem> list() {
        return List.copyOf(found);
    }

    /** Throws all that was found, or does nothing. */
    public synchronized void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInputException(found.stream().sorted(inScript()).toList());
        }
    }

    /** The same for what was looked at in any order: of one line, by name. */
    public synchronized void throwInOrder() {
        found.sort(Comparator.comparing(Problem::what, DigitsInOrder.INSTANCE));
        throwIfAny();
    }

    /** Things are looked at in any order; what is wrong with them is told in that of the script. */
    private static Comparator<Problem> inScript() {
        return Comparator.comparing((Problem one) -> one.where().equals(Origin.NONE))
                .thenComparing(one -> one.where().file())
                .thenComparingInt(one -> one.where().line());
    }
}
