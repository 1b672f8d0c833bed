package dev.slipway.model;

import java.util.ArrayList;
import java.util.List;

/** The way to one field inside a value: {@code disks.0.size}. A dot or backslash inside a name is escaped. */
public record FieldPath(List<String> segments) implements Comparable<FieldPath> {
    public static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        segments = List.copyOf(segments);
    }

    public static FieldPath of(String... segments) {
        return segments.length == 0 ? ROOT : new FieldPath(List.of(segments));
    }

    public static FieldPath parse(String text) {
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
            if (c == '\\' && i + 1 < text.length()) {
                segment.append(text.charAt(++i));
            } else if (c == '.') {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
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

    @Override
    public int compareTo(FieldPath other) {
        return toString().compareTo(other.toString());
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
            text.append(segment.replace("\\", "\\\\").replace(".", "\\."));
        }
        return text.toString();
    }
}
