package dev.slipway.graph;

import dev.slipway.model.Absent;
import dev.slipway.model.Content;
import dev.slipway.model.Decimal;
import dev.slipway.model.Fields;
import dev.slipway.model.Items;
import dev.slipway.model.Ref;
import dev.slipway.model.Secret;
import dev.slipway.model.Text;
import dev.slipway.model.Truth;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.model.Whole;
import dev.slipway.provide.Shape;

/** Which values suit which type, and what people call both. */
final class Fit {
    private static final int SHOWN = 60;

    private Fit() {}

    /** Whether a value is of a type. What is not known yet fits everything; it is looked at again when it is known. */
    static boolean of(Value value, Shape.Type type) {
        if (value instanceof Ref || value instanceof Unknown || value == Absent.ABSENT) {
            return true;
        }
        return switch (type) {
            case ANY -> true;
            case TEXT -> value instanceof Text;
            case NUMBER -> value instanceof Whole || value instanceof Decimal;
            case TRUTH -> value instanceof Truth;
            case ITEMS -> value instanceof Items;
            case FIELDS -> value instanceof Fields;
            case SECRET -> value instanceof Secret;
            case CONTENT -> value instanceof Content;
        };
    }

    static String name(Shape.Type type) {
        return switch (type) {
            case ANY -> "a value";
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case TRUTH -> "true or false";
            case ITEMS -> "a list";
            case FIELDS -> "a block of fields";
            case SECRET -> "a secret";
            case CONTENT -> "a file";
        };
    }

    /**
     * A value as it is shown in a problem: what it is, and the beginning of it. Where a secret is expected, whatever was
     * written may be one.
     */
    static String show(Value value, Shape.Type expected) {
        if (value == Absent.ABSENT) {
            return "nothing";
        } else if (value instanceof Secret || expected == Shape.Type.SECRET) {
            return sort(value);
        } else if (value instanceof Truth || value instanceof Ref || value instanceof Unknown) {
            return value.toString();
        }
        String text = value.toString().replaceAll("\\p{Cntrl}", " ");
        return sort(value) + ", " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...");
    }

    private static String sort(Value value) {
        for (Shape.Type type : Shape.Type.values()) {
            if (type != Shape.Type.ANY && of(value, type)) {
                return name(type);
            }
        }
        return "a value";
    }
}
