package dev.slipway.cli;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import java.util.ArrayList;
import java.util.List;

/** A graph as a picture for browsers: tasks from left to right, each to the right of all that it needs. */
final class GraphSvg {
    private static final int HIGH = 28;
    private static final int ROW = 40;
    private static final int GAP = 70;
    private static final int MARGIN = 20;
    private static final int LETTER = 7;
    private static final int PADDING = 20;

    private final Graph graph;
    private final int[] column;
    private final int[] x;
    private final int[] y;
    private final List<Integer> widths = new ArrayList<>();

    GraphSvg(Graph graph) {
        this.graph = graph;
        this.column = new int[graph.size()];
        this.x = new int[graph.size()];
        this.y = new int[graph.size()];
        place();
    }

    private void place() {
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < x.length; i++) { // whatever is needed comes before
            for (int need : graph.needs(i)) {
                column[i] = Math.max(column[i], column[need] + 1);
            }
            if (column[i] == widths.size()) {
                widths.add(0);
                rows.add(0);
            }
            widths.set(column[i], Math.max(widths.get(column[i]), width(i)));
            y[i] = MARGIN + ROW * rows.get(column[i]);
            rows.set(column[i], rows.get(column[i]) + 1);
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = MARGIN;
            for (int before = 0; before < column[i]; before++) {
                x[i] += widths.get(before) + GAP;
            }
        }
    }

    private int width(int i) {
        return DisplayWidth.of(graph.task(i).key().toString()) * LETTER + PADDING;
    }

    List<String> lines() {
        int wide = 2 * MARGIN;
        int high = 2 * MARGIN;
        for (int i = 0; i < x.length; i++) {
            wide = Math.max(wide, x[i] + width(i) + MARGIN);
            high = Math.max(high, y[i] + HIGH + MARGIN);
        }
        var lines = new ArrayList<String>();
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + wide + "\" height=\"" + high
                + "\" viewBox=\"0 0 " + wide + " " + high + "\" font-family=\"monospace\" font-size=\"12\">");
        lines.add("  <style>rect{fill:#fff;stroke:#444}.pure{fill:#e8f1ff}.observe{fill:#fff7e0;stroke-dasharray:4}"
                + "path{fill:none;stroke:#888}text{fill:#111}</style>");
        for (int i = 0; i < x.length; i++) {
            for (int need : graph.needs(i)) {
                lines.add(edge(need, i));
            }
        }
        for (int i = 0; i < x.length; i++) {
            lines.add(node(i));
        }
        lines.add("</svg>");
        return lines;
    }

    private String edge(int from, int to) {
        int left = x[from] + width(from);
        int middle = (left + x[to]) / 2;
        int above = y[from] + HIGH / 2;
        int below = y[to] + HIGH / 2;
        return "  <path d=\"M" + left + " " + above + " C" + middle + " " + above + " " + middle + " " + below + " "
                + x[to] + " " + below + "\"/>";
    }

    private String node(int i) {
        Task task = graph.task(i);
        String sort = task instanceof Effect ? "effect" : task instanceof Pure ? "pure" : "observe";
        return "  <g><title>" + escaped(sort + " " + task.key() + " (" + task.origin() + ")") + "</title><rect class=\""
                + sort + "\" x=\"" + x[i] + "\" y=\"" + y[i] + "\" width=\"" + width(i) + "\" height=\"" + HIGH
                + "\" rx=\"6\"/><text x=\"" + (x[i] + PADDING / 2) + "\" y=\"" + (y[i] + HIGH - 10) + "\">"
                + escaped(task.key().toString()) + "</text></g>";
    }

    private static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(c < ' ' ? '?' : c);
            }
        });
        return safe.toString();
    }
}
