package dev.slipway.lab.kube.object;

import dev.slipway.lab.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How Go prints values in messages. */
public final class GoText {
    private GoText() {}

    /** As {@code %q}. */
    public static String quoted(String text) {
        return "\"" + escaped(text).replace("\"", "\\\"") + "\"";
    }

    static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                case '\r' -> escaped.append("\\r");
                default -> {
                    if (c < ' ') {
                        escaped.append(String.format("\\x%02x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** A value of an invalid field: strings in quotes, everything else as JSON. */
    public static String value(@Nullable Object value) {
        return value instanceof String text ? quoted(text) : Json.text(sorted(value));
    }

    /** The same value with the fields of all objects in order, as Go writes maps. */
    public static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, Object>();
            map.forEach((name, item) -> sorted.put(String.valueOf(name), sorted(item)));
            return sorted;
        } else if (value instanceof List<?> list) {
            var sorted = new java.util.ArrayList<Object>();
            list.forEach(item -> sorted.add(sorted(item)));
            return sorted;
        }
        return value;
    }
}
