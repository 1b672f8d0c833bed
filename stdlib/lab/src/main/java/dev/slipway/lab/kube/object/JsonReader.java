package dev.slipway.lab.kube.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as Go does: the last of several fields of one name counts, and the fields that came twice are reported.
 * Errors have Go's words (golang/go: src/encoding/json/scanner.go).
 */
public final class JsonReader {
    private static final int DEPTH = 10_000;

    private final String text;
    private final List<String> duplicates;
    private int at;
    private int depth;

    private JsonReader(String text, List<String> duplicates) {
        this.text = text;
        this.duplicates = duplicates;
    }

    /** A text that Go does not read. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String why) {
            super(why);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The value of a text.
     *
     * @param duplicates where the paths of fields that come twice are put
     */
    public static @Nullable Object read(String text, List<String> duplicates) throws Malformed {
        var reader = new JsonReader(text, duplicates);
        Object value = reader.value("");
        reader.space();
        if (reader.at < text.length()) {
            throw reader.unexpected("after top-level value");
        }
        return value;
    }

    public static @Nullable Object read(String text) throws Malformed {
        return read(text, new ArrayList<>());
    }

    private @Nullable Object value(String path) throws Malformed {
        space();
        return switch (peek()) {
            case '{' -> members(path);
            case '[' -> items(path);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> members(String path) throws Malformed {
        var members = new LinkedHashMap<String, Object>();
        at++;
        descend();
        space();
        if (peek() == '}') {
            at++;
            depth--;
            return members;
        }
        while (true) {
            space();
            if (peek() != '"') {
                throw unexpected("looking for beginning of object key string");
            }
            String name = string();
            String inside = path.isEmpty() ? name : path + "." + name;
            space();
            if (peek() != ':') {
                throw unexpected("after object key");
            }
            at++;
            Object value = value(inside);
            if (members.containsKey(name)) {
                duplicates.add(inside);
            }
            members.put(name, value);
            space();
            char c = peek();
            at++;
            if (c == '}') {
                depth--;
                return members;
            } else if (c != ',') {
                at--;
                throw unexpected("after object key:value pair");
            }
        }
    }

    private List<Object> items(String path) throws Malformed {
        var items = new ArrayList<Object>();
        at++;
        descend();
        space();
        if (peek() == ']') {
            at++;
            depth--;
            return items;
        }
        while (true) {
            items.add(value(path + "[" + items.size() + "]"));
            space();
            char c = peek();
            at++;
            if (c == ']') {
                depth--;
                return items;
            } else if (c != ',') {
                at--;
                throw unexpected("after array element");
            }
        }
    }

    private void descend() throws Malformed {
        if (++depth > DEPTH) {
            throw new Malformed("exceeded max depth");
        }
    }

    private String string() throws Malformed {
        at++;
        int from = at;
        for (char c = peek(); c != '"' && c != '\\'; c = peek()) {
            if (c < ' ') {
                throw unexpected("in string literal");
            }
            at++;
        }
        if (peek() == '"') {
            return text.substring(from, at++);
        }
        var string = new StringBuilder(text.substring(from, at));
        for (char c = peek(); c != '"'; c = peek()) {
            at++;
            if (c < ' ') {
                at--;
                throw unexpected("in string literal");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws Malformed {
        char c = peek();
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(known);
        } else if (c != 'u') {
            throw unexpected("in string escape code");
        }
        at++;
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Object number() throws Malformed {
        int from = at;
        if (peek() == '-') {
            at++;
            if (peek() < '0' || peek() > '9') {
                throw unexpected("in numeric literal");
            }
        } else if (peek() < '0' || peek() > '9') {
            throw unexpected("looking for beginning of value");
        }
        boolean whole = true;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            whole &= text.charAt(at) == '-' || (text.charAt(at) >= '0' && text.charAt(at) <= '9');
            at++;
        }
        String number = text.substring(from, at);
        if (whole && number.length() < 19) {
            return Long.valueOf(number);
        }
        try {
            double value = Double.parseDouble(number);
            return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : (Object) value;
        } catch (NumberFormatException e) {
            throw new Malformed("invalid character in numeric literal");
        }
    }

    private @Nullable Object word(String word, @Nullable Object meaning) throws Malformed {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
            at++;
        }
        return meaning;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed("unexpected end of JSON input");
        }
        return text.charAt(at);
    }

    private Malformed unexpected(String where) {
        char c = text.charAt(at);
        String shown = c == '\'' ? "'\\''" : c == '"' ? "'\"'" : "'" + GoText.escaped(String.valueOf(c)) + "'";
        return new Malformed("invalid character " + shown + " " + where);
    }
}
