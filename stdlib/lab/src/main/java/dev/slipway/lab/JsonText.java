package dev.slipway.lab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain Java as JSON. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    static String of(@Nullable Object plain) {
        var json = new JsonText();
        json.value(plain);
        return json.text.toString();
    }

    private void value(@Nullable Object plain) {
        if (plain == null || plain instanceof Number || plain instanceof Boolean) {
            text.append(plain);
        } else if (plain instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(before);
                before = ',';
                string(String.valueOf(entry.getKey()));
                text.append(':');
                value(entry.getValue());
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (plain instanceof List<?> list) {
            char before = '[';
            for (Object item : list) {
                text.append(before);
                before = ',';
                value(item);
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else {
            string(plain.toString());
        }
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
