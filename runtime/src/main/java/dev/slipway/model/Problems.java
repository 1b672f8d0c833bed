package dev.slipway.model;

import java.util.ArrayList;
import java.util.List;

/** Collects every problem before anything is thrown, so that the operator sees all of them at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(String what, Origin where, String why, String fix) {
        found.add(new Problem(what, where, why, fix));
    }

    public void addAll(List<Problem> more) {
        found.addAll(more);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Throws all that was found, or does nothing. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new Refused(found);
        }
    }
}
