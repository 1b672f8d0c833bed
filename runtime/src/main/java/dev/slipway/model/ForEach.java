package dev.slipway.model;

import java.util.List;

/**
 * Tasks for each element of a collection, which may be known only after something else has run.
 *
 * <p>The templates refer to the element through {@link #each}, and to one another by their plain keys; for the
 * element {@code a}, the template {@code vm/worker} becomes the task {@code vm/worker[a]}. Other tasks may refer to
 * {@code fan/<name>}, whose outputs are those of the first template by element.
 *
 * @param over a list of texts or numbers, a list of fields each with a {@code name}, or fields by name
 */
public record ForEach(String name, Value over, List<Task> templates, Origin origin) {
    public static final String KIND = "fan";
    public static final String EACH = "each";

    public ForEach {
        templates = List.copyOf(templates);
    }

    public TaskKey key() {
        return new TaskKey(KIND, name);
    }

    /** Whether this key could be that of a task made from one of the templates. */
    public boolean mayMake(TaskKey made) {
        return templates.stream()
                .map(Task::key)
                .anyMatch(template -> made.kind().equals(template.kind())
                        && made.name().startsWith(template.name() + "[")
                        && made.name().endsWith("]"));
    }

    /** The element that a template is made for. */
    public static Ref each(String fan, String... field) {
        return new Ref(new TaskKey(EACH, fan), FieldPath.of(field));
    }
}
