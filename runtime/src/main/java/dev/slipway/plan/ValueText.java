package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.IntValue;
import dev.slipway.model.ListValue;
import dev.slipway.model.Numbers;
import dev.slipway.model.Printable;
import dev.slipway.model.Ref;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import java.util.StringJoiner;

/** Values as people read them: texts in quotes, secrets masked, nothing that could disturb a terminal. */
final class ValueText {
    private static final char CUT = '…';
    private static final long MIB = 1 << 20;
    private static final String[] UNITS = {"MiB", "GiB", "TiB"};

    private ValueText() {}

    /** One line of at most so many characters, or a little more where it says how much was left out. */
    static String of(Value value, int width) {
        if (value instanceof StringValue text) {
            return quoted(text.text(), width);
        }
        return cut(whole(value), width);
    }

    static String quoted(String text, int width) {
        if (text.length() <= width - 2) {
            return '"' + Printable.line(text).replace("\"", "\\\"") + '"';
        }
        String begin = text.substring(0, boundary(text, Math.max(1, width - 24)));
        return '"' + Printable.line(begin).replace("\"", "\\\"") + CUT + "\" (" + Numbers.of(text.length())
                + " characters)";
    }

    private static String whole(Value value) {
        if (value instanceof StringValue text) {
            return quoted(text.text(), Integer.MAX_VALUE);
        } else if (value instanceof ListValue items) {
            var all = new StringJoiner(", ", "[", "]");
            items.values().forEach(item -> all.add(whole(item)));
            return all.toString();
        } else if (value instanceof Fields fields) {
            var all = new StringJoiner(", ", "{", "}");
            for (int i = 0; i < fields.size(); i++) {
                all.add(Printable.line(fields.name(i)) + ": " + whole(fields.value(i)));
            }
            return all.toString();
        }
        if (value instanceof IntValue number) {
            return sized(number.number());
        }
        if (value instanceof Ref ref) {
            return whole(new Unknown(ref.producer(), ref.field()));
        }
        return value instanceof Secret ? Secret.MASK : Printable.line(value.toString());
    }

    /** Numbers that are whole mebibytes are sizes more often than not, and are as exact in larger units. */
    private static String sized(long number) {
        if (number < MIB || number % MIB != 0) {
            return Long.toString(number);
        }
        long left = number / MIB;
        int unit = 0;
        for (; unit < UNITS.length - 1 && left % 1024 == 0; unit++) {
            left /= 1024;
        }
        return left + " " + UNITS[unit];
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, boundary(text, width - 1)) + CUT;
    }

    /** Not between the two halves of one character. */
    static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
