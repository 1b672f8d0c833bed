package dev.slipway.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as plain Java: maps, lists, strings, numbers, truths and null. Strict: nothing but RFC 8259. */
public final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    public static String text(@Nullable Object plain) {
        return JsonText.of(plain);
    }

    public static @Nullable Object read(String text) {
        var json = new Json(text);
        Object value = json.value();
        json.space();
        json.check(json.at == text.length(), "something behind the end");
        return value;
    }

    @SuppressWarnings("unchecked") // objects have strings for names
    public static Map<String, @Nullable Object> object(String text) {
        if (read(text) instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("no JSON object: " + text);
    }

    private @Nullable Object value() {
        space();
        check(at < text.length(), "nothing where a value should be");
        return switch (text.charAt(at)) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> members() {
        var members = new LinkedHashMap<String, @Nullable Object>();
        at++;
        space();
        while (!skips('}')) {
            check(members.isEmpty() || skips(','), "no comma");
            space();
            String name = string();
            space();
            check(skips(':'), "no colon");
            check(!members.containsKey(name), name + " twice");
            members.put(name, value());
            space();
        }
        return members;
    }

    private List<@Nullable Object> items() {
        var items = new ArrayList<@Nullable Object>();
        at++;
        space();
        while (!skips(']')) {
            check(items.isEmpty() || skips(','), "no comma");
            items.add(value());
            space();
        }
        return items;
    }

    private String string() {
        check(skips('"'), "no string");
        var string = new StringBuilder();
        while (true) {
            check(at < text.length(), "a string without end");
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            check(c >= ' ', "a control character in a string");
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        check(at < text.length(), "a string without end");
        char c = text.charAt(at++);
        if (c == 'u') {
            check(at + 4 <= text.length(), "a string without end");
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int known = "\"\\/bfnrt".indexOf(c);
        check(known >= 0, "an unknown escape");
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private Number number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        check(number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"), "no value: '" + number + "'");
        if (number.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(number);
        }
        return Double.valueOf(number);
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        check(text.startsWith(word, at), "an unknown word");
        at += word.length();
        return meaning;
    }

    private boolean skips(char c) {
        boolean here = at < text.length() && text.charAt(at) == c;
        at += here ? 1 : 0;
        return here;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void check(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException("no JSON: " + problem + " at " + at);
        }
    }
}
