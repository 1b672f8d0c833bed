package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.Rehearsal;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** All rows, in the order in which they are measured. */
public final class Rows {
    public static final List<Row> ALL = List.of(
            new NoOpFiles(),
            new ApplyObjects(),
            new NoOpObjects(),
            new CutOff(),
            new FullWidthRow(),
            new OverheadRow(),
            new Growth(),
            new JournalCost(),
            new Language());

    private static final int ENOUGH = 300;

    /** Makes the class data archive that every measured process starts with. */
    public static void rehearse(Ground ground) throws IOException {
        Mesh mesh = Mesh.of(Shape.LAYERED, ENOUGH);
        Path files = new FileProject(ground, mesh).declared();
        Path objects = new ObjectProject(ground, mesh).declared();
        ground.jvm().rehearse(Rehearsal.class, files, objects);
    }

    private Rows() {}
}
