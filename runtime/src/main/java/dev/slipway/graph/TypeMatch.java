package dev.slipway.graph;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Decimal;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.IntValue;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Ref;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;

/** Which values suit which type, and what people call both. */
final class TypeMatch {
    private static final int SHOWN = 60;

    private TypeMatch() {}

    /** Whether a value is of a type. What is not known yet fits everything; it is looked at again when it is known. */
    static boolean of(Value value, Schema.Type type) {
        if (value instanceof Ref || value instanceof Unknown || value == Missing.ABSENT) {
            return true;
        }
        return switch (type) {
            case ANY -> true;
            case TEXT -> value instanceof StringValue;
            case NUMBER -> value instanceof IntValue || value instanceof Decimal;
            case TRUTH -> value instanceof BoolValue;
            case ITEMS -> value instanceof ListValue;
            case FIELDS -> value instanceof Fields;
            case SECRET -> value instanceof Secret;
            case CONTENT -> value instanceof FileContent;
        };
    }

    static String name(Schema.Type type) {
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
    static String show(Value value, Schema.Type expected) {
        if (value == Missing.ABSENT) {
            return "nothing";
        } else if (value instanceof Secret || expected == Schema.Type.SECRET) {
            return sort(value);
        } else if (value instanceof BoolValue || value instanceof Ref || value instanceof Unknown) {
            return value.toString();
        }
        String text = value.toString().replaceAll("\\p{Cntrl}", " ");
        return sort(value) + ", " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...");
    }

    private static String sort(Value value) {
        for (Schema.Type type : Schema.Type.values()) {
            if (type != Schema.Type.ANY && of(value, type)) {
                return name(type);
            }
        }
        return "a value";
    }
}
