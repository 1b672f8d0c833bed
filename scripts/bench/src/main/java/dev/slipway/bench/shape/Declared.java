package dev.slipway.bench.shape;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A mesh as Slipway reads it, declared as a script would. */
public final class Declared {
    public static final String FILE = "bench.file";
    public static final String VALUE = "bench.value";
    public static final String SEED = "bench.seed";
    public static final String SEED_FILE = "seed";
    public static final String OBJECT = "bench.object";

    private static final String SCRIPT = "cluster.bench";

    /** Each task makes one file from one file, and knows the content of the files that it waits for. */
    public static Graph files(Mesh mesh) {
        var graph = Graph.builder();
        for (int i = 0; i < mesh.size(); i++) {
            var inputs = Fields.of(
                    "in", FileContent.of(Mesh.input(i)),
                    "out", Mesh.output(i),
                    "up", upstream(mesh, i, need -> new Ref(file(need), FieldPath.of("files", Mesh.output(need)))));
            graph.add(new Pure(file(i), inputs, List.of(Mesh.output(i)), TaskOptions.NONE, new Origin(SCRIPT, i + 1)));
        }
        return graph.build();
    }

    /** Each task is a value that leaves nothing behind but itself, and knows those that it waits for. */
    public static Graph values(Mesh mesh) {
        var graph = Graph.builder();
        FieldPath id = FieldPath.of("id");
        for (int i = 0; i < mesh.size(); i++) {
            var inputs = Fields.of("number", i, "up", upstream(mesh, i, need -> new Ref(value(need), id)));
            graph.add(new Pure(value(i), inputs, List.of(), TaskOptions.NONE, new Origin(SCRIPT, i + 1)));
        }
        return graph.build();
    }

    /** The same, but all rest on a file that has yet to be written: so they are computed while applying, not planning. */
    public static Graph lateValues(Mesh mesh) {
        var graph = Graph.builder();
        var seed = new TaskKey(SEED, "seed");
        var made = Fields.of("in", FileContent.of(SEED_FILE), "out", "made-seed");
        graph.add(new Pure(seed, made, List.of("made-seed"), TaskOptions.NONE, new Origin(SCRIPT, 1)));
        FieldPath id = FieldPath.of("id");
        for (int i = 0; i < mesh.size(); i++) {
            List<Ref> up = upstream(mesh, i, need -> new Ref(value(need), id));
            var late = List.of(new Ref(seed, FieldPath.of("files", "made-seed")));
            var inputs = Fields.of("number", i, "up", up.isEmpty() ? late : up);
            graph.add(new Pure(value(i), inputs, List.of(), TaskOptions.NONE, new Origin(SCRIPT, i + 2)));
        }
        return graph.build();
    }

    /**
     * Each task is an object in the world, and knows the ids of those that it waits for.
     *
     * @param marked so many of them, from the first, carry another mark than otherwise
     */
    public static Graph objects(Mesh mesh, int marked) {
        var graph = Graph.builder();
        FieldPath id = FieldPath.of("id");
        for (int i = 0; i < mesh.size(); i++) {
            var inputs = Fields.of(
                    "mark",
                    i < marked ? "new" : "old",
                    "number",
                    i,
                    "up",
                    upstream(mesh, i, need -> new Ref(object(need), id)));
            graph.add(new Effect(object(i), inputs, TaskOptions.NONE, new Origin(SCRIPT, i + 1)));
        }
        return graph.build();
    }

    private static List<Ref> upstream(Mesh mesh, int i, IntFunction<Ref> ref) {
        var refs = new ArrayList<Ref>();
        for (int need : mesh.needs()[i]) {
            refs.add(ref.apply(need));
        }
        return refs;
    }

    private static TaskKey file(int i) {
        return new TaskKey(FILE, Mesh.name(i));
    }

    private static TaskKey value(int i) {
        return new TaskKey(VALUE, Mesh.name(i));
    }

    private static TaskKey object(int i) {
        return new TaskKey(OBJECT, Mesh.name(i));
    }

    private Declared() {}
}
