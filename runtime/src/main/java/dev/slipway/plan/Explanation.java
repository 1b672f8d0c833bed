package dev.slipway.plan;

import dev.slipway.model.Origin;
import dev.slipway.model.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** Why something is as it is, from the task that was asked about down to where it begins. */
public record Explanation(List<Line> lines) {
    public Explanation {
        lines = List.copyOf(lines);
    }

    /**
     * One sentence.
     *
     * @param depth how far down it is
     * @param origin the script line that it is about, or {@link Origin#NONE}
     */
    public record Line(int depth, String text, Origin origin) {
        @Override
        public String toString() {
            String where = origin.equals(Origin.NONE) ? "" : "  (" + origin + ")";
            return "  ".repeat(depth) + Printable.line(text) + where;
        }
    }

    @Override
    public String toString() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
