package dev.slipway;

import java.util.List;
import java.util.Set;

/**
 * The packages of the engine from left to right, and what each may import. This is the only place where it is written
 * down: the architecture test enforces it, and the picture in docs/architecture.md is drawn from it.
 */
final class Layers {
    static final String ROOT = "dev.slipway";

    static final List<Layer> ORDER = List.of(
            layer("model"),
            layer("provide", "model"),
            layer("store", "model", "provide"),
            layer("graph", "model", "provide", "store"),
            layer("work", "model", "provide", "graph"),
            layer("observe", "model", "provide", "store", "graph", "work"),
            layer("plan", "model", "provide", "store", "graph", "work", "observe"),
            layer("apply", "model", "provide", "store", "graph", "work", "observe", "plan"),
            layer("events", "model"));

    record Layer(String name, Set<String> mayImport) {
        /** This package and everything below it, as ArchUnit writes it. */
        String pattern() {
            return ROOT + "." + name + "..";
        }

        boolean mayImport(Layer other) {
            return equals(other) || mayImport.contains(other.name);
        }
    }

    private static Layer layer(String name, String... mayImport) {
        return new Layer(name, Set.of(mayImport));
    }

    private Layers() {}
}
