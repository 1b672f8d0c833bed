package dev.slipway.graph;

import dev.slipway.model.FieldPath;
import dev.slipway.model.ForEach;
import dev.slipway.model.Missing;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.util.Optional;
import java.util.stream.IntStream;

/** Words what is wrong with references that lead nowhere. */
final class DanglingReferences {
    private final Nodes nodes;
    private final Problems problems;
    private Optional<DidYouMean> nearest = Optional.empty();

    DanglingReferences(Nodes nodes, Problems problems) {
        this.nodes = nodes;
        this.problems = problems;
    }

    /** Who refers: a node with its inputs, or an output with its value. */
    record Source(int node, String output, Origin origin, Value value) {
        static final Source NOBODY = new Source(Nodes.MISSING, "", Origin.NONE, Missing.ABSENT);
    }

    void missing(Source source, TaskKey key) {
        problems.add(
                who(source) + " refers to " + key + ", which is not there",
                source.origin(),
                how(source, key),
                nearest()
                        .to(key.toString())
                        .map(name ->
                                "did you mean " + name + " (" + nodes.origin(nodes.number(TaskKey.parse(name))) + ")?")
                        .orElse("declare it, or remove the reference"));
    }

    void itself(Source source, TaskKey key) {
        problems.add(
                who(source) + " refers to itself",
                source.origin(),
                how(source, key) + ", which is known only when it is done",
                "refer to another task, or write the value");
    }

    void outsideFan(Source source, TaskKey key) {
        problems.add(
                who(source) + " refers to an element of " + ForEach.KIND + "/" + key.name(),
                source.origin(),
                how(source, key) + ", and there is an element only for the tasks inside that fan-out",
                "move the task inside, or refer to " + ForEach.KIND + "/" + key.name() + " by the name of an element");
    }

    void intoFan(Source source, TaskKey key, ForEach fan) {
        problems.add(
                who(source) + " refers to " + key + ", which is made for each element of " + fan.key(),
                source.origin(),
                how(source, key) + ", and there is one for each element",
                "refer to " + fan.key() + " by the name of an element, or move the task inside");
    }

    void tooDeep(Source source) {
        problems.add(
                who(source) + " is nested deeper than " + References.DEEPEST + " levels",
                source.origin(),
                "what is nested deeper cannot be stored",
                "make the value flatter, or give it as text");
    }

    private String who(Source source) {
        return source.node() == Nodes.MISSING ? source.output() : nodes.title(source.node());
    }

    private static String how(Source source, TaskKey key) {
        Optional<FieldPath> path = References.pathTo(key, source.value(), FieldPath.ROOT);
        if (path.isEmpty()) {
            return "it is to come after " + key;
        }
        Value ref = source.value().at(path.get());
        return path.get().isRoot() ? "it is " + ref : "its field '" + path.get() + "' is " + ref;
    }

    private DidYouMean nearest() {
        if (nearest.isEmpty()) {
            nearest = Optional.of(new DidYouMean(IntStream.range(0, nodes.plain())
                    .mapToObj(node -> nodes.key(node).toString())
                    .toList()));
        }
        return nearest.get();
    }
}
