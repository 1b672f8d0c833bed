package dev.slipway.graph;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What a fan-out becomes: each template once for each element, and the task that collects. */
final class ForEachInstances {
    private final ForEach fan;
    private final List<Element> elements;
    private final Set<TaskKey> siblings = new HashSet<>();
    private final Binding binding;

    ForEachInstances(ForEach fan, List<Element> elements) {
        this.fan = fan;
        this.elements = elements;
        fan.templates().forEach(template -> siblings.add(template.key()));
        this.binding = new Binding(fan, elements, siblings);
    }

    static List<TaskKey> keys(ForEach fan, List<Element> elements) {
        return elements.stream()
                .flatMap(element -> fan.templates().stream().map(template -> key(template.key(), element)))
                .toList();
    }

    /** All tasks, the collecting one last. */
    List<Task> tasks(Problems problems) {
        var tasks = new ArrayList<Task>(elements.size() * fan.templates().size() + 1);
        var items = new TreeMap<String, Value>();
        for (Element element : elements) {
            for (Task template : fan.templates()) {
                tasks.add(instance(template, element));
            }
            items.put(element.name(), new Ref(key(fan.templates().get(0).key(), element), FieldPath.ROOT));
        }
        tasks.add(new Pure(
                fan.key(), Fields.of(Expansion.ITEMS, new Fields(items)), List.of(), TaskOptions.NONE, fan.origin()));
        binding.check(problems);
        return tasks;
    }

    static TaskKey key(TaskKey template, Element element) {
        return new TaskKey(template.kind(), template.name() + "[" + element.name() + "]");
    }

    private Task instance(Task template, Element element) {
        TaskOptions rules = template.rules();
        if (!rules.after().isEmpty()) {
            rules = rules.after(rules.after().stream()
                    .map(key -> siblings.contains(key) ? key(key, element) : key)
                    .toList());
        }
        if (!rules.formerly().isEmpty()) {
            rules = rules.formerly(
                    rules.formerly().stream().map(key -> key(key, element)).toList());
        }
        return template.as(key(template.key(), element), binding.bind(template.inputs(), template, element), rules);
    }
}
