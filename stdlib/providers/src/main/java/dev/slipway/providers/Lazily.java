package dev.slipway.providers;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that several kinds share, made when one of them is used; nothing of it is loaded before. */
final class Lazily<T> implements Supplier<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    Lazily(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        T known = made;
        if (known == null) {
            known = make.get();
            made = known;
        }
        return known;
    }
}
