package dev.slipway.lab.kube.fields;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step of a path to a field: a field's name, the keys of an item, an item of a set, or an index
 * (kubernetes-sigs/structured-merge-diff: fieldpath/element.go, fieldpath/serialize-pe.go).
 */
public final class Element implements Comparable<Element> {
    private enum Kind {
        FIELD,
        KEY,
        VALUE,
        INDEX
    }

    private final Kind kind;
    private final @Nullable Object value;
    private final String text;

    private Element(Kind kind, @Nullable Object value, String text) {
        this.kind = kind;
        this.value = value;
        this.text = text;
    }

    public static Element field(String name) {
        return new Element(Kind.FIELD, name, "f:" + name);
    }

    static Element key(Map<String, Object> key) {
        var sorted = new TreeMap<>(key);
        return new Element(Kind.KEY, sorted, "k:" + Json.text(sorted));
    }

    static Element value(@Nullable Object value) {
        return new Element(Kind.VALUE, value, "v:" + Json.text(value));
    }

    /** The element that a name in {@code fieldsV1} stands for. */
    static Element parse(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw new IllegalArgumentException("missing colon: " + text);
        }
        String rest = text.substring(2);
        try {
            return switch (text.charAt(0)) {
                case 'f' -> field(rest);
                case 'k' -> key(Tree.map(JsonReader.read(rest)));
                case 'v' -> value(JsonReader.read(rest));
                case 'i' -> new Element(Kind.INDEX, Long.valueOf(rest), text);
                default -> throw new IllegalArgumentException("unknown path element type: " + text);
            };
        } catch (JsonReader.Malformed e) {
            throw new IllegalArgumentException(e.why(), e);
        }
    }

    boolean isField() {
        return kind == Kind.FIELD;
    }

    boolean isKey() {
        return kind == Kind.KEY;
    }

    String name() {
        return Objects.toString(value);
    }

    /** As it stands in {@code fieldsV1}. */
    String text() {
        return text;
    }

    /** As messages show it: {@code .spec}, {@code [name="web"]}. */
    String shown() {
        return switch (kind) {
            case FIELD -> "." + value;
            case KEY ->
                "["
                        + Tree.map(value).entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + GoText.value(entry.getValue()))
                                .collect(Collectors.joining(","))
                        + "]";
            case VALUE -> "[=" + GoText.value(value) + "]";
            case INDEX -> "[" + value + "]";
        };
    }

    @Override
    public int compareTo(Element other) {
        if (kind != other.kind) {
            return kind.compareTo(other.kind);
        }
        return kind == Kind.FIELD ? text.compareTo(other.text) : order(value, other.value);
    }

    /** The order of values: numbers, then strings, truths, lists, objects (value/value.go, CompareUsing). */
    private static int order(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        } else if (one instanceof String a && other instanceof String b) {
            return a.compareTo(b);
        } else if (one instanceof Boolean a && other instanceof Boolean b) {
            return a.compareTo(b);
        } else if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return order(
                    Tree.map(a).entrySet().iterator(), Tree.map(b).entrySet().iterator());
        }
        return Integer.compare(rank(one), rank(other));
    }

    private static int order(Iterator<Map.Entry<String, Object>> one, Iterator<Map.Entry<String, Object>> other) {
        while (one.hasNext() && other.hasNext()) {
            var a = one.next();
            var b = other.next();
            int names = a.getKey().compareTo(b.getKey());
            int values = names == 0 ? order(a.getValue(), b.getValue()) : names;
            if (values != 0) {
                return values;
            }
        }
        return Boolean.compare(one.hasNext(), other.hasNext());
    }

    private static int rank(@Nullable Object value) {
        return value instanceof Number ? 0 : value instanceof String ? 1 : value instanceof Boolean ? 2 : 3;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Element element && element.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
