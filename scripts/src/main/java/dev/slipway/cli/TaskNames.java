package dev.slipway.cli;

import dev.slipway.graph.DidYouMean;
import dev.slipway.graph.Graph;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.store.StateStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tasks that can be named on the command line: by key, by name, or by a pattern such as {@code pve.vm/*}. A name that
 * several have means the one that contains the others: the machine, not its firewall.
 */
final class TaskNames {
    private final Set<TaskKey> known;
    private final Function<TaskKey, Optional<TaskKey>> container;

    TaskNames(Collection<TaskKey> known, Function<TaskKey, Optional<TaskKey>> container) {
        this.known = new TreeSet<>(known);
        this.container = container;
    }

    static TaskNames of(Graph graph, StateStore store, Function<TaskKey, Optional<TaskKey>> container) {
        var keys = new TreeSet<TaskKey>(store.read().records().keySet());
        graph.tasks().stream().map(Task::key).forEach(keys::add);
        return new TaskNames(keys, container);
    }

    /** What these names mean; a name alone means what belongs to it as well. */
    Set<TaskKey> all(Collection<String> names, String option) {
        return names.stream().flatMap(name -> several(name, option).stream()).collect(Collectors.toSet());
    }

    private Set<TaskKey> several(String name, String option) {
        if (name.contains("*")) {
            return matching(name, option);
        }
        TaskKey one = one(name, option);
        var several = new TreeSet<>(Set.of(one));
        if (!one.toString().equals(name)) {
            named(name).stream().filter(key -> isWithin(key, one)).forEach(several::add);
        }
        return several;
    }

    private Set<TaskKey> matching(String pattern, String option) {
        var regex = Pattern.compile(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        Set<TaskKey> matching = known.stream()
                .filter(key -> regex.matcher(key.toString()).matches())
                .collect(Collectors.toSet());
        if (matching.isEmpty()) {
            throw ExitException.usage(
                    "no task matches " + pattern,
                    "none that is declared or recorded has such a key (" + option + ")",
                    "see all keys with: slipway FILE graph");
        }
        return matching;
    }

    /** What each of these names means, without what belongs to it. */
    Set<TaskKey> each(Collection<String> names, String option) {
        return names.stream()
                .flatMap(name -> name.contains("*") ? matching(name, option).stream() : Stream.of(one(name, option)))
                .collect(Collectors.toSet());
    }

    TaskKey one(String name, String option) {
        List<TaskKey> found = named(name);
        List<TaskKey> exact =
                found.stream().filter(key -> key.toString().equals(name)).toList();
        List<TaskKey> outermost = found.stream()
                .filter(key -> found.stream().noneMatch(other -> isWithin(key, other)))
                .toList();
        if (exact.size() == 1 || outermost.size() == 1) {
            return exact.isEmpty() ? outermost.get(0) : exact.get(0);
        }
        if (outermost.size() > 1) {
            throw ExitException.usage(
                    option + " " + name + " is ambiguous",
                    "several tasks have that name: " + outermost,
                    "write the whole key, such as " + outermost.get(0));
        }
        String near = new DidYouMean(known.stream().map(TaskKey::toString).toList())
                .to(name)
                .or(() -> new DidYouMean(known.stream().map(TaskKey::name).toList()).to(name))
                .map(meant -> "did you mean " + meant + "?")
                .orElse("see all names with: slipway FILE graph");
        throw ExitException.usage(
                "there is no task " + name, "it is neither declared nor recorded (" + option + ")", near);
    }

    private List<TaskKey> named(String name) {
        return known.stream()
                .filter(key -> key.toString().equals(name) || key.name().equals(name))
                .toList();
    }

    private boolean isWithin(TaskKey key, TaskKey other) {
        return container.apply(key).filter(other::equals).isPresent();
    }
}
