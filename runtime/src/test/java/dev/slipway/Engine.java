package dev.slipway;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the build keeps this module and the house around it, whatever directory the tests are started from. */
final class Engine {
    static final Path MODULE = module();
    static final Path CLASSES = MODULE.resolve("target/classes");
    static final Path HOUSE = MODULE.resolve("..").normalize();

    /** The module holds target, which holds the classes of this test. */
    private static Path module() {
        try {
            return Path.of(Engine.class.getResource("/").toURI())
                    .resolve("../..")
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Engine() {}
}
