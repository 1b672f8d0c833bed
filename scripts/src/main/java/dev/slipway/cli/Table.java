package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows whose cells stand below each other. On a terminal no row is longer than a line; elsewhere nothing is left out. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    void print(Console console) {
        var widths = new ArrayList<Integer>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = DisplayWidth.of(row.get(i));
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : GAP).append(DisplayWidth.padded(row.get(i), widths.get(i)));
            }
            String text = line.toString().stripTrailing();
            console.say(console.live() ? DisplayWidth.fit(text, console.columns()) : text);
        }
    }
}
