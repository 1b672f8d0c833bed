package dev.slipway.graph;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.Problems;
import dev.slipway.model.Task;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;
import java.util.Map;

/** Holds the inputs of one task against the shape that its kind takes. */
record InputCheck(Task task, Schema shape, Problems problems) {
    boolean fits() {
        boolean fits = true;
        Fields inputs = task.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            Value value = inputs.value(i);
            if (!shape.open() && !shape.fields().containsKey(inputs.name(i))) {
                unknown(inputs.name(i));
                fits = false;
            } else if (!TypeMatch.of(value, shape.field(inputs.name(i)).type())) {
                misfit(inputs.name(i), value, shape.field(inputs.name(i)).type());
                fits = false;
            }
        }
        for (Map.Entry<String, Schema.Field> field : shape.fields().entrySet()) {
            if (field.getValue().required() && inputs.get(field.getKey()) == Missing.ABSENT) {
                lacks(field.getKey(), field.getValue());
                fits = false;
            }
        }
        return ignoresWhatIsThere() && fits;
    }

    /** Of the fields that a rule names, all are there: a misspelt one would be no rule at all. */
    private boolean ignoresWhatIsThere() {
        boolean fits = true;
        for (String path : task.rules().drift().keySet()) {
            FieldPath at = FieldPath.parse(path);
            String field = at.isRoot() ? "" : at.segments().get(0);
            if (!shape.open() && !field.equals("*") && !shape.fields().containsKey(field)) {
                nothingToIgnore(path, field);
                fits = false;
            }
        }
        return fits;
    }

    private void misfit(String name, Value value, Schema.Type type) {
        problems.add(
                "the input '" + name + "' of " + task.key() + " does not fit",
                task.origin(),
                "it should be " + TypeMatch.name(type) + " but is " + TypeMatch.show(value, type),
                "give it " + TypeMatch.name(type));
    }

    private void unknown(String name) {
        problems.add(
                task.key() + " has no input '" + name + "'",
                task.origin(),
                "'" + task.key().kind() + "' takes "
                        + String.join(", ", shape.fields().keySet()),
                meant(name));
    }

    private void nothingToIgnore(String path, String field) {
        problems.add(
                task.key() + " has no field '" + path + "' to ignore",
                task.origin(),
                "'" + task.key().kind() + "' has "
                        + String.join(", ", shape.fields().keySet()),
                meant(field));
    }

    private String meant(String name) {
        return new DidYouMean(shape.fields().keySet())
                .to(name)
                .map(meant -> "did you mean '" + meant + "'?")
                .orElse("remove it, or correct its name");
    }

    private void lacks(String name, Schema.Field field) {
        problems.add(
                task.key() + " lacks the input '" + name + "'",
                task.origin(),
                "'" + task.key().kind() + "' cannot do without it",
                "give it " + TypeMatch.name(field.type()));
    }
}
