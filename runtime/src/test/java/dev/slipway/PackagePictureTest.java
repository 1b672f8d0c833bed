package dev.slipway;

import dev.slipway.Layers.Layer;
import org.junit.jupiter.api.Test;

/** The picture on the architecture page is the list that the build enforces, so the page cannot lie. */
class PackagePictureTest {
    private static final int COLUMN = 9;

    @Test
    void theArchitecturePageShowsTheList() {
        Golden.assertRegionMatches(Engine.HOUSE.resolve("docs/architecture.md"), "packages", picture());
    }

    private static String picture() {
        StringBuilder picture = new StringBuilder("```text\n").append(cell(""));
        Layers.ORDER.forEach(column -> picture.append(cell(column.name())));
        for (Layer row : Layers.ORDER) {
            picture.append('\n').append(cell(row.name()));
            Layers.ORDER.forEach(column -> picture.append(cell(mark(row, column))));
        }
        return picture.toString().replaceAll(" +\n", "\n").stripTrailing() + "\n```\n";
    }

    private static String mark(Layer row, Layer column) {
        if (row.equals(column)) {
            return "\\";
        }
        return row.mayImport(column) ? "x" : "";
    }

    private static String cell(String text) {
        return text + " ".repeat(COLUMN - text.length());
    }
}
