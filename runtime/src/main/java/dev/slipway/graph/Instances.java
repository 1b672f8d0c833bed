package dev.slipway.graph;

import dev.slipway.model.Absent;
import dev.slipway.model.Effect;
import dev.slipway.model.Fan;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Items;
import dev.slipway.model.Observe;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Rules;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a fan-out becomes: each template once for each element, and the task that collects. */
final class Instances {
    private final Fan fan;
    private final List<Element> elements;
    private final Set<TaskKey> siblings = new HashSet<>();
    private final Map<FieldPath, Task> asked = new LinkedHashMap<>();
    private final Set<FieldPath> answered = new HashSet<>();

    Instances(Fan fan, List<Element> elements) {
        this.fan = fan;
        this.elements = elements;
        fan.templates().forEach(template -> siblings.add(template.key()));
    }

    static List<TaskKey> keys(Fan fan, List<Element> elements) {
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
                fan.key(), Fields.of(Expansion.ITEMS, new Fields(items)), List.of(), Rules.NONE, fan.origin()));
        checkAnswers(problems);
        return tasks;
    }

    static Task copy(Task task, TaskKey key, Fields inputs, Rules rules) {
        if (task instanceof Pure pure) {
            return new Pure(key, inputs, pure.writes(), rules, task.origin());
        }
        return task instanceof Observe
                ? new Observe(key, inputs, rules, task.origin())
                : new Effect(key, inputs, rules, task.origin());
    }

    private static TaskKey key(TaskKey template, Element element) {
        return new TaskKey(template.kind(), template.name() + "[" + element.name() + "]");
    }

    private Task instance(Task template, Element element) {
        Rules rules = template.rules();
        if (!rules.after().isEmpty()) {
            rules = rules.after(rules.after().stream()
                    .map(key -> siblings.contains(key) ? key(key, element) : key)
                    .toList());
        }
        if (!rules.formerly().isEmpty()) {
            rules = rules.formerly(
                    rules.formerly().stream().map(key -> key(key, element)).toList());
        }
        return copy(template, key(template.key(), element), bind(template.inputs(), template, element), rules);
    }

    private Fields bind(Fields fields, Task template, Element element) {
        var bound = new TreeMap<String, Value>();
        for (int i = 0; i < fields.size(); i++) {
            bound.put(fields.name(i), bind(fields.value(i), template, element));
        }
        return new Fields(bound);
    }

    private Value bind(Value value, Task template, Element element) {
        if (value instanceof Fields fields) {
            return bind(fields, template, element);
        } else if (value instanceof Items items) {
            return new Items(items.values().stream()
                    .map(item -> bind(item, template, element))
                    .toList());
        } else if (value instanceof Ref ref && ref.producer().kind().equals(Fan.EACH)) {
            return answer(ref.field(), template, element);
        } else if (value instanceof Ref ref && siblings.contains(ref.producer())) {
            return new Ref(key(ref.producer(), element), ref.field());
        }
        return value;
    }

    private Value answer(FieldPath field, Task template, Element element) {
        Value answer = element.at(field);
        asked.putIfAbsent(field, template);
        if (answer != Absent.ABSENT) {
            answered.add(field);
        }
        return answer;
    }

    /** A field may be missing from some elements; one that is missing from all is a slip of the pen. */
    private void checkAnswers(Problems problems) {
        for (Map.Entry<FieldPath, Task> question : asked.entrySet()) {
            String path = question.getKey().toString();
            if (!answered.contains(question.getKey())) {
                var known = new TreeSet<String>();
                elements.forEach(element -> known.addAll(element.fields()));
                problems.add(
                        question.getValue().key() + " refers to the field '" + path + "' of an element of " + fan.key(),
                        question.getValue().origin(),
                        known.isEmpty()
                                ? "the elements have no fields"
                                : "no element has it; their fields are " + String.join(", ", known),
                        new Nearest(known)
                                .to(path)
                                .map(meant -> "did you mean '" + meant + "'?")
                                .orElse("correct the field, or add it to an element"));
            }
        }
    }
}
