package dev.slipway.talos.yaml;

import java.util.List;
import java.util.Map;

/** Writes plain values as YAML, indented by four spaces; text that could be read as something else is quoted. */
public final class YamlText {
    /** File permissions, printed as {@code 0o644}. */
    public record Octal(long value) {}

    private static final String RISKY_START = "-?:,[]{}#&*!|>'\"%@`~=< ";
    private static final int INDENT = 4;

    private final StringBuilder out = new StringBuilder();

    public void separator() {
        out.append("---\n");
    }

    public void map(Map<String, Object> map) {
        if (map.isEmpty()) {
            out.append("{}\n");
        } else {
            entries(map, 0, INDENT);
        }
    }

    private void entries(Map<String, Object> map, int indent, int nested) {
        boolean isFirst = true;
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            if (!isFirst || out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
                pad(indent);
            }
            isFirst = false;
            out.append(scalar(entry.getKey())).append(':');
            nested(entry.getValue(), nested);
        }
    }

    private void nested(Object value, int indent) {
        if (value instanceof Map<?, ?> && !Trees.map(value).isEmpty()) {
            out.append('\n');
            entries(Trees.map(value), indent, indent + INDENT);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            items(list, indent);
        } else {
            out.append(' ');
            leaf(value, indent);
        }
    }

    private void items(List<?> items, int indent) {
        for (Object item : items) {
            if (out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
                pad(indent);
            }
            out.append("- ");
            if (item instanceof Map<?, ?> && !Trees.map(item).isEmpty()) {
                entries(Trees.map(item), indent + 2, indent + INDENT);
            } else if (item instanceof List<?> list && !list.isEmpty()) {
                items(list, indent + 2);
            } else {
                leaf(item, indent + 2);
            }
        }
    }

    private void leaf(Object value, int indent) {
        if (value instanceof Map<?, ?>) {
            out.append("{}\n");
        } else if (value instanceof List<?>) {
            out.append("[]\n");
        } else if (value instanceof String text && isBlock(text)) {
            block(text, indent);
        } else if (value instanceof String text) {
            out.append(scalar(text)).append('\n');
        } else if (value instanceof Octal mode) {
            out.append("0o").append(Long.toOctalString(mode.value)).append('\n');
        } else if (value instanceof Double number) {
            out.append(decimal(number)).append('\n');
        } else {
            out.append(value).append('\n');
        }
    }

    private static String decimal(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        String text = Double.toString(number);
        return text.replace("E", "e");
    }

    /** Several lines that a block scalar can hold without escapes. */
    private static boolean isBlock(String text) {
        return text.indexOf('\n') >= 0
                && !text.isBlank()
                && isPrintable(text.replace("\n", "").replace("\t", ""))
                && text.charAt(0) != ' '
                && text.charAt(0) != '\n'
                && text.charAt(0) != '\t';
    }

    private void block(String text, int indent) {
        String chomp = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") ? "+" : "";
        out.append('|').append(chomp).append('\n');
        String[] lines = text.split("\n", -1);
        int count = text.endsWith("\n") ? lines.length - 1 : lines.length;
        for (int i = 0; i < count; i++) {
            if (!lines[i].isEmpty()) {
                pad(indent);
                out.append(lines[i]);
            }
            out.append('\n');
        }
    }

    public static String scalar(String text) {
        boolean isPlain = !text.isEmpty()
                && RISKY_START.indexOf(text.charAt(0)) < 0
                && isPrintable(text)
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && !text.endsWith(" ")
                && !text.startsWith("...")
                && !Scalars.needsQuotes(text);
        return isPlain ? text : quoted(text);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPrintable = (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c < 0xd800 && c != 0x2028 && c != 0x2029);
            if (!isPrintable) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String text) {
        if (isPrintable(text) && (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0)) {
            return "'" + text.replace("'", "''") + "'";
        }
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    boolean isSafe = (c >= 0x20 && c < 0x7f)
                            || (c >= 0xa0 && c != 0xfeff && c != 0x2028 && c != 0x2029 && c < 0xfffe);
                    quoted.append(isSafe ? String.valueOf(c) : String.format("\\u%04x", (int) c));
                }
            }
        }
        return quoted.append('"').toString();
    }

    private void pad(int count) {
        out.append(" ".repeat(count));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
