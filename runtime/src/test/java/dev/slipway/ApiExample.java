package dev.slipway;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of everything that {@link PublicApi} knows how to write. */
public interface ApiExample {
    sealed interface Shape permits Square, Open {
        int UNIT = 1;

        double area();

        default @Nullable String label() {
            return null;
        }
    }

    record Square(double side, @Nullable String name) implements Shape {
        @Override
        public double area() {
            return side * side;
        }

        public Square twice() {
            return new Square(2 * side, name);
        }
    }

    abstract non-sealed class Open<T extends Comparable<T>> implements Shape {
        protected final T[] points;

        protected Open(T[] points, String... names) throws IOException {
            this.points = points;
        }

        public static @Nullable List<? super Integer> find(
                Map<String, ? extends @Nullable Number> in, int @Nullable [] at) {
            return null;
        }

        protected abstract <R extends @Nullable Object> R map(Function<? super T, R> by);

        abstract void hidden();
    }

    enum Colour {
        RED;

        public Colour next() {
            return this;
        }
    }

    @interface Marked {
        String value() default "";
    }
}
