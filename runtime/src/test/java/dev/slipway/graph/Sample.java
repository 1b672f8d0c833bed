package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import java.util.List;
import java.util.stream.Collectors;

/** Short words for the tasks of the tests. */
final class Sample {
    private Sample() {}

    static Origin line(int line) {
        return new Origin("x.main.kts", line);
    }

    static TaskKey key(String key) {
        return TaskKey.parse(key);
    }

    static Ref ref(String key, String... field) {
        return new Ref(key(key), FieldPath.of(field));
    }

    static Task effect(int line, String key, Object... inputs) {
        return effect(line, key, TaskOptions.NONE, inputs);
    }

    static Task effect(int line, String key, TaskOptions rules, Object... inputs) {
        return new Effect(key(key), Fields.of(inputs), rules, line(line));
    }

    static Task pure(int line, String key, List<String> writes, Object... inputs) {
        return new Pure(key(key), Fields.of(inputs), writes, TaskOptions.NONE, line(line));
    }

    /** All that is wrong, as the operator reads it. */
    static String problems(Runnable refused) {
        return assertThrows(InvalidInputException.class, refused::run).problems().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }

    static String keys(Graph graph) {
        return graph.tasks().stream().map(task -> task.key().toString()).collect(Collectors.joining(" "));
    }
}
