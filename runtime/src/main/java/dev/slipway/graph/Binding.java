package dev.slipway.graph;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Problems;
import dev.slipway.model.Ref;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts an element in the place of the references to it, and its tasks in the place of their templates. */
final class Binding {
    private final ForEach fan;
    private final List<Element> elements;
    private final Set<TaskKey> siblings;
    private final Map<FieldPath, Task> asked = new LinkedHashMap<>();
    private final Set<FieldPath> answered = new HashSet<>();

    Binding(ForEach fan, List<Element> elements, Set<TaskKey> siblings) {
        this.fan = fan;
        this.elements = elements;
        this.siblings = siblings;
    }

    Fields bind(Fields fields, Task template, Element element) {
        var bound = new TreeMap<String, Value>();
        for (int i = 0; i < fields.size(); i++) {
            bound.put(fields.name(i), bind(fields.value(i), template, element));
        }
        return new Fields(bound);
    }

    private Value bind(Value value, Task template, Element element) {
        if (value instanceof Fields fields) {
            return bind(fields, template, element);
        } else if (value instanceof ListValue items) {
            return new ListValue(items.values().stream()
                    .map(item -> bind(item, template, element))
                    .toList());
        } else if (value instanceof Ref ref && ref.producer().kind().equals(ForEach.EACH)) {
            return answer(ref.field(), template, element);
        } else if (value instanceof Ref ref && siblings.contains(ref.producer())) {
            return new Ref(ForEachInstances.key(ref.producer(), element), ref.field());
        }
        return value;
    }

    private Value answer(FieldPath field, Task template, Element element) {
        Value answer = element.at(field);
        asked.putIfAbsent(field, template);
        if (answer != Missing.ABSENT) {
            answered.add(field);
        }
        return answer;
    }

    /** A field may be missing from some elements; one that is missing from all is a slip of the pen. */
    void check(Problems problems) {
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
                        new DidYouMean(known)
                                .to(path)
                                .map(meant -> "did you mean '" + meant + "'?")
                                .orElse("correct the field, or add it to an element"));
            }
        }
    }
}
