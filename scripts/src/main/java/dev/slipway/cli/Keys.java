package dev.slipway.cli;

import dev.slipway.graph.Graph;
import dev.slipway.graph.Nearest;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.store.StateStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tasks that can be named on the command line, by key or by a name that only one of them has. */
final class Keys {
    private final Set<TaskKey> known;

    Keys(Collection<TaskKey> known) {
        this.known = new TreeSet<>(known);
    }

    static Keys of(Graph graph, StateStore store) {
        var keys = new TreeSet<TaskKey>(store.read().records().keySet());
        graph.tasks().stream().map(Task::key).forEach(keys::add);
        return new Keys(keys);
    }

    Set<TaskKey> all(Collection<String> names, String option) {
        return names.stream().map(name -> one(name, option)).collect(Collectors.toSet());
    }

    TaskKey one(String name, String option) {
        List<TaskKey> found = known.stream()
                .filter(key -> key.toString().equals(name) || key.name().equals(name))
                .toList();
        List<TaskKey> exact =
                found.stream().filter(key -> key.toString().equals(name)).toList();
        if (exact.size() == 1 || found.size() == 1) {
            return exact.isEmpty() ? found.get(0) : exact.get(0);
        }
        if (found.size() > 1) {
            throw Stopped.usage(
                    option + " " + name + " is not clear",
                    "several tasks have that name: " + found,
                    "write the whole key, such as " + found.get(0));
        }
        String near = new Nearest(known.stream().map(TaskKey::toString).toList())
                .to(name)
                .or(() -> new Nearest(known.stream().map(TaskKey::name).toList()).to(name))
                .map(meant -> "did you mean " + meant + "?")
                .orElse("see all names with: slipway FILE graph");
        throw Stopped.usage("there is no task " + name, "it is neither declared nor recorded (" + option + ")", near);
    }
}
