package dev.slipway.work;

import dev.slipway.model.Mask;
import dev.slipway.provide.Failure;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets that a call was told out of everything that it says. Providers quote what systems answer, and systems
 * quote what they were sent.
 */
final class SecretScrubber {
    /** Shorter values would tear holes into ordinary words, and are no secrets worth the name. */
    private static final int SHORTEST = 4;

    private @Nullable Mask mask;

    synchronized String told(String value) {
        if (value.length() >= SHORTEST) {
            mask = mask == null ? new Mask() : mask;
            mask.add(value);
        }
        return value;
    }

    synchronized String clean(String text) {
        return mask == null ? text : mask.mask(text);
    }

    /** The same of a failure, also by another mask. */
    Failure clean(Failure failure, UnaryOperator<String> mask) {
        String what = mask.apply(clean(failure.getMessage()));
        String fix = mask.apply(clean(failure.fix()));
        return what.equals(failure.getMessage()) && fix.equals(failure.fix()) ? failure : failure.saying(what, fix);
    }
}
