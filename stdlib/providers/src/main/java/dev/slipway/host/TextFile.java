package dev.slipway.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a file, each with the bytes that end it. What is not changed keeps its bytes, whatever their encoding; what
 * is added ends like the line before it.
 */
final class TextFile {
    private static final byte[] LF = {'\n'};
    private static final byte[] CRLF = {'\r', '\n'};

    @SuppressWarnings("ArrayRecordComponent") // compared by its text only
    private record Line(byte[] text, byte[] end) {
        boolean is(String other) {
            return Arrays.equals(text, other.getBytes(StandardCharsets.UTF_8));
        }

        boolean matches(Pattern pattern) {
            return pattern.matcher(new String(text, StandardCharsets.UTF_8)).find();
        }

        Line with(String other) {
            return new Line(other.getBytes(StandardCharsets.UTF_8), end);
        }
    }

    private final List<Line> lines;

    private TextFile(List<Line> lines) {
        this.lines = lines;
    }

    static TextFile of(byte[] content) {
        var lines = new ArrayList<Line>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                boolean returns = i > start && content[i - 1] == '\r';
                lines.add(new Line(Arrays.copyOfRange(content, start, returns ? i - 1 : i), returns ? CRLF : LF));
                start = i + 1;
            }
        }
        if (start < content.length) {
            lines.add(new Line(Arrays.copyOfRange(content, start, content.length), new byte[0]));
        }
        return new TextFile(lines);
    }

    /** With this line: in the place of the first that matches, or at the end; unless it is there. */
    TextFile with(String line, String matching) {
        if (lines.stream().anyMatch(each -> each.is(line))) {
            return this;
        }
        var changed = new ArrayList<>(lines);
        int place = matching.isEmpty() ? -1 : first(Pattern.compile(matching));
        if (place >= 0) {
            changed.set(place, lines.get(place).with(line));
            return new TextFile(changed);
        }
        int last = lines.size() - 1;
        byte[] end =
                lines.stream().map(Line::end).filter(each -> each.length > 0).reduce(LF, (a, b) -> b);
        if (last >= 0 && lines.get(last).end().length == 0) {
            changed.set(last, new Line(lines.get(last).text(), end));
        }
        changed.add(new Line(new byte[0], end).with(line));
        return new TextFile(changed);
    }

    /** With every such line replaced by another. */
    TextFile replacing(String line, String other) {
        return new TextFile(lines.stream()
                .map(each -> each.is(line) ? each.with(other) : each)
                .toList());
    }

    TextFile without(String line) {
        return new TextFile(lines.stream().filter(each -> !each.is(line)).toList());
    }

    byte[] bytes() {
        var all = new ByteArrayOutputStream();
        for (Line line : lines) {
            all.writeBytes(line.text());
            all.writeBytes(line.end());
        }
        return all.toByteArray();
    }

    private int first(Pattern pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(pattern)) {
                return i;
            }
        }
        return -1;
    }
}
