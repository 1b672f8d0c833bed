package dev.slipway.work;

import dev.slipway.model.Disguises;
import dev.slipway.model.Secret;
import dev.slipway.provide.Failure;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes the secrets that a call was told out of everything that it says. Providers quote what systems answer, and systems
 * quote what they were sent.
 */
final class Scrub {
    /** Shorter values would tear holes into ordinary words, and are no secrets worth the name. */
    private static final int SHORTEST = 4;

    /** Longest first: a secret may be part of another. */
    private Set<String> values = Set.of();

    synchronized String told(String value) {
        if (value.length() >= SHORTEST) {
            if (values.isEmpty()) {
                values = new TreeSet<>((a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());
            }
            values.addAll(Disguises.of(value));
        }
        return value;
    }

    synchronized String clean(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, Secret.MASK);
        }
        return clean;
    }

    Failure clean(Failure failure) {
        String what = clean(failure.getMessage());
        String fix = clean(failure.fix());
        return what.equals(failure.getMessage()) && fix.equals(failure.fix()) ? failure : failure.saying(what, fix);
    }
}
