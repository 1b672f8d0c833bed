package dev.slipway.cli;

import dev.slipway.graph.DidYouMean;
import dev.slipway.graph.Graph;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.store.StateStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tasks that can be named on the command line: by key, by name, by a pattern such as {@code proxmox.vm/*}, or by the
 * component that declares them, such as {@code site()}. A name that several have means the one that contains the others: the
 * machine, not its firewall.
 */
final class TaskNames {
    private static final String CALL = "()";

    private final Set<TaskKey> known;
    private final Function<TaskKey, Optional<TaskKey>> container;
    private final SortedMap<String, Set<TaskKey>> components;

    TaskNames(Collection<TaskKey> known, Function<TaskKey, Optional<TaskKey>> container) {
        this(known, container, Map.of());
    }

    /**
     * Names of tasks and of components.
     *
     * @param components what each component declares, by its name as in {@code site()}
     */
    TaskNames(
            Collection<TaskKey> known,
            Function<TaskKey, Optional<TaskKey>> container,
            Map<String, Set<TaskKey>> components) {
        this.known = new TreeSet<>(known);
        this.container = container;
        this.components = new TreeMap<>(components);
    }

    static TaskNames of(Graph graph, StateStore store, Function<TaskKey, Optional<TaskKey>> container) {
        var origins = new HashMap<TaskKey, Origin>();
        store.read().records().forEach((key, record) -> origins.put(key, record.origin()));
        graph.tasks().forEach(task -> origins.put(task.key(), task.origin()));
        return of(origins, container);
    }

    /** The names of tasks that were declared at these lines. */
    static TaskNames of(Map<TaskKey, Origin> origins, Function<TaskKey, Optional<TaskKey>> container) {
        var components = new HashMap<String, Set<TaskKey>>();
        origins.forEach((key, origin) -> origin.functions()
                .forEach(function -> components
                        .computeIfAbsent(function, name -> new TreeSet<>())
                        .add(key)));
        return new TaskNames(origins.keySet(), container, components);
    }

    /** What these names mean; a name alone means what belongs to it as well. */
    Set<TaskKey> all(Collection<String> names, String option) {
        return today(names).flatMap(name -> several(name, option).stream()).collect(Collectors.toSet());
    }

    private Set<TaskKey> several(String name, String option) {
        Optional<Set<TaskKey>> many = many(name, option);
        if (many.isPresent()) {
            return many.get();
        }
        TaskKey one = one(name, option);
        var several = new TreeSet<>(Set.of(one));
        if (!one.toString().equals(name)) {
            named(name).stream().filter(key -> isWithin(key, one)).forEach(several::add);
        }
        return several;
    }

    /** The tasks of a pattern or of a component; empty for what names one task. */
    private Optional<Set<TaskKey>> many(String name, String option) {
        boolean isComponent = name.endsWith(CALL) || (named(name).isEmpty() && components.containsKey(name + CALL));
        if (isComponent) {
            return Optional.of(declaredBy(name.endsWith(CALL) ? name : name + CALL, option));
        }
        return KeyPattern.isPattern(name) ? Optional.of(matching(name, option)) : Optional.empty();
    }

    private Set<TaskKey> declaredBy(String component, String option) {
        var pattern = new KeyPattern(component);
        Set<TaskKey> declared = components.entrySet().stream()
                .filter(one -> pattern.matches(one.getKey()))
                .flatMap(one -> one.getValue().stream())
                .collect(Collectors.toSet());
        if (declared.isEmpty()) {
            throw ExitException.usage(
                    "there is no component " + component,
                    "no function of that name declares a task (" + option + ")",
                    components.isEmpty()
                            ? "this script declares nothing in functions; name tasks"
                            : "the components are: " + String.join(", ", components.keySet()));
        }
        return declared;
    }

    private Set<TaskKey> matching(String text, String option) {
        var pattern = new KeyPattern(text);
        Set<TaskKey> matching =
                known.stream().filter(key -> pattern.matches(key.toString())).collect(Collectors.toSet());
        if (matching.isEmpty()) {
            throw ExitException.usage(
                    "no task matches " + text,
                    "none that is declared or recorded has such a key (" + option + ")",
                    "see all keys with: slipway FILE graph");
        }
        return matching;
    }

    /** What each of these names means, without what belongs to it. */
    Set<TaskKey> each(Collection<String> names, String option) {
        return today(names)
                .flatMap(name -> many(name, option).map(Set::stream).orElseGet(() -> Stream.of(one(name, option))))
                .collect(Collectors.toSet());
    }

    private static Stream<String> today(Collection<String> names) {
        return names.stream().map(TaskKey::today);
    }

    TaskKey one(String typed, String option) {
        String name = TaskKey.today(typed);
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
