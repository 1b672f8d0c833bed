package dev.slipway.events;

import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import java.util.List;

/** One JSON object on one line, written member by member. */
final class JsonLine {
    private final StringBuilder json = new StringBuilder("{");

    JsonLine with(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    JsonLine with(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonLine with(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** The four parts of a problem; file and line only where there is one. */
    JsonLine with(String name, Problem problem) {
        name(name).append(of(problem));
        return this;
    }

    JsonLine with(String name, List<Problem> problems) {
        name(name).append('[');
        for (int i = 0; i < problems.size(); i++) {
            json.append(i == 0 ? "" : ",").append(of(problems.get(i)));
        }
        json.append(']');
        return this;
    }

    private static JsonLine of(Problem problem) {
        var line = new JsonLine().with("what", problem.what());
        if (!problem.where().equals(Origin.NONE)) {
            line.with("file", problem.where().file())
                    .with("line", problem.where().line());
            if (!problem.where().call().isEmpty()) {
                line.with("call", problem.where().call());
            }
        }
        return line.with("why", problem.why()).with("fix", problem.fix());
    }

    private StringBuilder name(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        quote(name);
        return json.append(':');
    }

    /** Escapes what JSON demands, what ends a line somewhere, and half characters, which no UTF-8 can hold. */
    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                json.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    @Override
    public String toString() {
        return json + "}";
    }
}
