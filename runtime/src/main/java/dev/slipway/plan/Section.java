package dev.slipway.plan;

import java.util.List;

/** Rows of one sort under a heading. */
public record Section(String title, List<Row> rows) {
    private static final int WIDEST = 32;

    public Section {
        rows = List.copyOf(rows);
    }

    List<String> lines() {
        int column = rows.stream()
                .mapToInt(Row::width)
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(0);
        var lines = new java.util.ArrayList<String>();
        lines.add(title);
        rows.forEach(row -> lines.addAll(row.lines(column)));
        return lines;
    }
}
