package dev.slipway.providers;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that several kinds share, made when one of them is used; nothing of it is loaded before. */
final class Lazily<T> implements Supplier<T> {
    private final Supplier<?> make;
    private @Nullable T made;

    /** Of what is made, the type is not told: to link a lambda that tells it would load its class. */
    Lazily(Supplier<?> make) {
        this.make = make;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized T get() {
        T known = made;
        if (known == null) {
            known = (T) make.get();
            made = known;
        }
        return known;
    }
}
