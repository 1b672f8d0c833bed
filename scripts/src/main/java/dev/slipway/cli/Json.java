package dev.slipway.cli;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.IntValue;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain Java data and values as JSON. Secrets are masked, what is not known yet is null. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object plain) {
        var json = new Json();
        json.write(plain);
        return json.text.toString();
    }

    private void write(@Nullable Object plain) {
        if (plain == null || plain == Missing.ABSENT) {
            text.append("null");
        } else if (plain instanceof Value value) {
            writeValue(value);
        } else if (plain instanceof Map<?, ?> map) {
            text.append('{');
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            while (entries.hasNext()) {
                var entry = entries.next();
                quote(String.valueOf(entry.getKey()));
                text.append(':');
                write(entry.getValue());
                text.append(entries.hasNext() ? "," : "");
            }
            text.append('}');
        } else if (plain instanceof List<?> list) {
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                text.append(i == 0 ? "" : ",");
                write(list.get(i));
            }
            text.append(']');
        } else if (plain instanceof Number || plain instanceof Boolean) {
            text.append(plain);
        } else {
            quote(plain.toString());
        }
    }

    private void writeValue(Value value) {
        if (value instanceof Fields fields) {
            var map = new java.util.LinkedHashMap<String, Value>();
            fields.entries().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
            write(map);
        } else if (value instanceof ListValue items) {
            write(items.values());
        } else if (value instanceof IntValue whole) {
            text.append(whole.number());
        } else if (value instanceof BoolValue) {
            text.append(value);
        } else if (value instanceof dev.slipway.model.Unknown) {
            text.append("null");
        } else {
            quote(value.toString());
        }
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
