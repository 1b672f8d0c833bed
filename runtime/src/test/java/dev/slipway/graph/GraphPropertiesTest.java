package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Ref;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every graph. */
class GraphPropertiesTest {
    private static final int SIZE = 120;
    private static final Pattern STEP = Pattern.compile("(test\\.thing/thing-\\d+)(?: \\([^)]*\\))?");

    @ParameterizedTest
    @EnumSource
    void whatIsNeededComesFirst(RandomGraphs.Shape shape) {
        for (int seed = 0; seed < 20; seed++) {
            Graph graph = RandomGraphs.of(shape, SIZE, seed);
            assertEquals(SIZE, graph.size());
            for (int i = 0; i < SIZE; i++) {
                var needs = new TreeSet<Integer>();
                references(graph.task(i)).forEach(key -> needs.add(graph.indexOf(key)));
                assertArrayEquals(needs.stream().mapToInt(n -> n).toArray(), graph.needs(i));
                assertTrue(needs.isEmpty() || needs.last() < i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatWillDoIsKept(RandomGraphs.Shape shape) {
        for (int seed = 0; seed < 20; seed++) {
            List<Task> tasks = RandomGraphs.of(shape, SIZE, seed).tasks();
            assertEquals(tasks, graph(tasks).tasks());
        }
    }

    /** In a graph that is shuffled and given edges at random, whatever is called a circle is one. */
    @Test
    void aCircleThatIsShownIsThere() {
        int circles = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var tasks = new ArrayList<>(RandomGraphs.tasks(RandomGraphs.Shape.RANDOM, 30, seed));
            for (int extra = 0; extra < 3; extra++) {
                int i = random.nextInt(tasks.size());
                tasks.set(i, alsoNeeding(tasks.get(i), RandomGraphs.key(random.nextInt(30))));
            }
            Collections.shuffle(tasks, random);
            try {
                graph(tasks);
            } catch (dev.slipway.model.InvalidInputException refused) {
                circles++;
                assertCircles(tasks, refused);
            }
        }
        assertTrue(circles > 50, "only " + circles);
    }

    private static void assertCircles(List<Task> tasks, dev.slipway.model.InvalidInputException refused) {
        Map<String, Task> byKey = new HashMap<>();
        tasks.forEach(task -> byKey.put(task.key().toString(), task));
        refused.problems().stream()
                .filter(problem -> problem.what().contains("wait for one another"))
                .forEach(problem -> {
                    List<String> steps = new ArrayList<>();
                    Matcher step = STEP.matcher(problem.what());
                    while (step.find()) {
                        steps.add(step.group(1));
                    }
                    assertEquals(steps.get(0), steps.get(steps.size() - 1));
                    for (int i = 0; i + 1 < steps.size() && !problem.what().contains("more"); i++) {
                        Task task = byKey.getOrDefault(steps.get(i), tasks.get(0));
                        assertTrue(references(task).contains(TaskKey.parse(steps.get(i + 1))), problem.what());
                    }
                });
    }

    private static Task alsoNeeding(Task task, TaskKey key) {
        var inputs = task.inputs().with("extra", new Ref(key, FieldPath.ROOT));
        return new Effect(task.key(), inputs, task.rules(), task.origin());
    }

    private static List<TaskKey> references(Task task) {
        var keys = new ArrayList<TaskKey>();
        References.visit(task.inputs(), 1, ref -> keys.add(ref.producer()));
        return keys;
    }

    private static Graph graph(List<Task> tasks) {
        GraphBuilder builder = Graph.builder();
        tasks.forEach(builder::add);
        return builder.build();
    }
}
