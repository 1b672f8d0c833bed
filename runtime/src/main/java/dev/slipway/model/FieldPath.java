package dev.slipway.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The way to one field inside a value: {@code disks.0.size}. A dot or backslash inside a name is escaped. */
public record FieldPath(List<String> segments) implements Comparable<FieldPath> {
    /** What an empty name is written as; nothing but a dot or a backslash is ever escaped otherwise. */
    private static final String EMPTY = "\\e";

    public static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        segments = List.copyOf(segments);
    }

    public static FieldPath of(String... segments) {
        return segments.length == 0 ? ROOT : new FieldPath(List.of(segments));
    }

    public static FieldPath parse(String text) {
        return parse(text, UnaryOperator.identity());
    }

    /** The same, with segments that may be shared with others. */
    public static FieldPath parse(String text, UnaryOperator<String> shared) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (text.indexOf('.') < 0 && text.indexOf('\\') < 0) {
            return new FieldPath(List.of(text));
        }
        var segments = new ArrayList<String>();
        var segment = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith(EMPTY, i)) {
                i += EMPTY.length() - 1;
            } else if (c == '\\' && i + 1 < text.length()) {
                segment.append(text.charAt(++i));
            } else if (c == '.') {
                segments.add(shared.apply(segment.toString()));
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(shared.apply(segment.toString()));
        return new FieldPath(segments);
    }

    public FieldPath plus(String segment) {
        var longer = new ArrayList<>(segments);
        longer.add(segment);
        return new FieldPath(longer);
    }

    public FieldPath parent() {
        return new FieldPath(segments.subList(0, segments.size() - 1));
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    /** Numbers by size, so that the tenth disk comes after the second. */
    @Override
    public int compareTo(FieldPath other) {
        int shorter = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < shorter; i++) {
            String a = segments.get(i);
            String b = other.segments.get(i);
            boolean longer = a.length() != b.length() && isNumber(a) && isNumber(b);
            int order = longer ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(segments.size(), other.segments.size());
    }

    private static boolean isNumber(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        if (segments.size() == 1
                && segments.get(0).indexOf('.') < 0
                && segments.get(0).indexOf('\\') < 0) {
            return segments.get(0);
        }
        var text = new StringBuilder();
        for (String segment : segments) {
            if (text.length() > 0) {
                text.append('.');
            }
            text.append(
                    segment.isEmpty() ? EMPTY : segment.replace("\\", "\\\\").replace(".", "\\."));
        }
        return text.toString();
    }
}
