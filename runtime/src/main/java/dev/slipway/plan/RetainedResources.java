package dev.slipway.plan;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;

/** Completes a declaration with the values that the system filled in before, where the script omits them. */
public final class RetainedResources {
    private final TaskRecord was;

    private RetainedResources(TaskRecord was) {
        this.was = was;
    }

    static Effect in(Effect task, TaskRecord was, Schema shape) {
        Fields inputs = in(task.inputs(), was, shape);
        return inputs.equals(task.inputs()) ? task : new Effect(task.key(), inputs, task.rules(), task.origin());
    }

    /** What was declared when the object was last applied, completed in the same way. */
    public static Fields declared(TaskRecord was, Schema shape) {
        return in(was.declared(), was, shape);
    }

    private static Fields in(Fields declared, TaskRecord was, Schema shape) {
        var kept = new RetainedResources(was);
        Fields inputs = declared;
        for (FieldPath pattern : shape.lifecycle().computed()) {
            inputs = (Fields) kept.filled(inputs, FieldPath.ROOT, pattern);
        }
        return inputs;
    }

    private Value filled(Value declared, FieldPath at, FieldPath pattern) {
        int depth = at.segments().size();
        String segment = pattern.segments().get(depth);
        boolean isLast = depth + 1 == pattern.segments().size();
        if (declared instanceof Fields fields) {
            return isLast ? completed(fields, at.plus(segment)) : descended(fields, at, pattern);
        } else if (declared instanceof ListValue items && segment.equals("*") && !isLast) {
            var all = new ArrayList<Value>();
            for (Value item : items.values()) {
                all.add(filled(item, at.plus(Integer.toString(all.size())), pattern));
            }
            return new ListValue(all);
        }
        return declared;
    }

    private Value descended(Fields fields, FieldPath at, FieldPath pattern) {
        String segment = pattern.segments().get(at.segments().size());
        Fields result = fields;
        for (String name : fields.names()) {
            if (segment.equals("*") || segment.equals(name)) {
                result = result.with(name, filled(fields.get(name), at.plus(name), pattern));
            }
        }
        return result;
    }

    private Value completed(Fields fields, FieldPath path) {
        String name = path.segments().get(path.segments().size() - 1);
        if (fields.get(name) != Missing.ABSENT) {
            return fields;
        }
        Value declared = was.declared().at(path);
        Value known = declared == Missing.ABSENT ? was.produced().at(path) : declared;
        return known == Missing.ABSENT ? fields : fields.with(name, known);
    }
}
