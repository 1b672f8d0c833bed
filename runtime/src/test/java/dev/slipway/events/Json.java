package dev.slipway.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A strict reader of JSON: it takes what RFC 8259 allows, no member twice, and nothing else. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Map<String, Object> object(String text) {
        var json = new Json(text);
        Map<String, Object> object = json.members();
        json.check(json.at == text.length(), "more behind the end");
        return object;
    }

    private Object value() {
        char c = text.charAt(at);
        if (c == '{') {
            return members();
        } else if (c == '[') {
            return items();
        } else if (c == '"') {
            return string();
        } else if (text.startsWith("true", at) || text.startsWith("false", at)) {
            boolean value = c == 't';
            at += value ? 4 : 5;
            return value;
        }
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        check(number.matches("-?(0|[1-9][0-9]*)"), "a number like '" + number + "'");
        return Long.parseLong(number);
    }

    private Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        take('{');
        while (text.charAt(at) != '}') {
            if (!members.isEmpty()) {
                take(',');
            }
            String name = string();
            take(':');
            check(members.put(name, value()) == null, name + " twice");
        }
        take('}');
        return members;
    }

    private List<Object> items() {
        var items = new ArrayList<>();
        take('[');
        while (text.charAt(at) != ']') {
            if (!items.isEmpty()) {
                take(',');
            }
            items.add(value());
        }
        take(']');
        return items;
    }

    private String string() {
        var string = new StringBuilder();
        take('"');
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            check(c >= ' ', "a control character");
            if (c != '\\') {
                string.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            if (escape == 'u') {
                string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                check("\"\\/".indexOf(escape) >= 0, "the escape " + escape);
                string.append(escape);
            }
        }
        take('"');
        return string.toString();
    }

    private void take(char wanted) {
        check(text.charAt(at) == wanted, "no " + wanted);
        at++;
    }

    private void check(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what + " at " + at + " of " + text);
        }
    }
}
