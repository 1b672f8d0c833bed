package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What others can call changes by decision: every public signature of the engine stands in {@code api/runtime.api}. */
class PublicApiTest {
    @Test
    void thePublicApiIsTheCommittedOne() throws IOException {
        Golden.assertMatches(Path.of("api/runtime.api"), PublicApi.of(engineClasses()));
    }

    @Test
    void aSignatureShowsAllThatACallerMustKnow() {
        assertEquals("""
                # Written by PublicApiTest. A question mark after a type: it may be null.

                enum ApiExample.Colour
                    static final ApiExample.Colour RED
                    ApiExample.Colour next()

                @interface ApiExample.Marked
                    String value()

                abstract class ApiExample.Open<T extends Comparable<T>> implements ApiExample.Shape
                    protected final T[] points
                    protected Open(T[], String...) throws IOException
                    protected abstract <R extends Object?> R map(Function<? super T, R>)
                    static List<? super Integer>? find(Map<String, ? extends Number?>, int[]?)

                sealed interface ApiExample.Shape permits ApiExample.Open, ApiExample.Square
                    static final int UNIT
                    default String? label()
                    double area()

                record ApiExample.Square(double side, String? name) implements ApiExample.Shape
                    ApiExample.Square twice()
                    double area()
                """, PublicApi.of(List.of(ApiExample.class.getDeclaredClasses())));
    }

    private static List<Class<?>> engineClasses() throws IOException {
        try (Stream<Path> files = Files.walk(Engine.CLASSES)) {
            return files.map(file -> Engine.CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .<Class<?>>map(PublicApiTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }
}
