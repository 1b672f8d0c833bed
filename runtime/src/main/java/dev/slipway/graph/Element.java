package dev.slipway.graph;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.IntValue;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Problems;
import dev.slipway.model.Ref;
import dev.slipway.model.StringValue;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;
import java.util.ArrayList;
import java.util.List;

/** One of the things that a fan-out runs over. */
record Element(String name, Value value) {
    private static final String NAME = "name";

    /** The elements of a collection, in its order. */
    static List<Element> of(ForEach fan, Value over, Problems problems) {
        var elements = new ArrayList<Element>();
        if (over instanceof Fields fields) {
            for (int i = 0; i < fields.size(); i++) {
                elements.add(new Element(fields.name(i), fields.value(i)));
            }
        } else if (over instanceof ListValue items) {
            for (Value value : items.values()) {
                elements.add(new Element(nameOf(value), value));
            }
        } else {
            boolean open = over instanceof Ref || over instanceof Unknown;
            problems.add(
                    fan.key() + (open ? " runs over what is not known yet" : " runs over what is no collection"),
                    fan.origin(),
                    "it takes a list, or a block of fields by name, but is " + TypeMatch.show(over, Schema.Type.ANY),
                    open ? "apply what it waits for first" : "make it a list or a block of fields");
        }
        ElementNameCheck.check(fan, elements, problems);
        return elements;
    }

    /**
     * A field of the element. What has no field {@code name} answers with the name it goes by; what is itself known only
     * later stays a reference.
     */
    Value at(FieldPath path) {
        Value at = value;
        for (int i = 0; i < path.segments().size(); i++) {
            if (at instanceof Ref ref) {
                return new Ref(ref.producer(), plus(ref.field(), path, i));
            }
            at = at.at(FieldPath.of(path.segments().get(i)));
        }
        boolean unnamed = at == Missing.ABSENT && path.segments().equals(List.of(NAME));
        return unnamed ? new StringValue(name) : at;
    }

    /** The names of the fields that can be asked for. */
    List<String> fields() {
        return value instanceof Fields fields ? fields.names() : List.of();
    }

    private static FieldPath plus(FieldPath path, FieldPath more, int from) {
        FieldPath longer = path;
        for (int i = from; i < more.segments().size(); i++) {
            longer = longer.plus(more.segments().get(i));
        }
        return longer;
    }

    private static String nameOf(Value value) {
        Value name = value instanceof Fields fields ? fields.get(NAME) : value;
        return name instanceof StringValue || name instanceof IntValue ? name.toString() : "";
    }
}
