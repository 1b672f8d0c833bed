package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.FullWidth;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.race.Sample;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How near applying comes to the time that it takes at least. Both sorts of tasks, in turn. */
final class FullWidthRow implements Row {
    private static final double CALL_SECONDS = 0.005;
    private static final int WIDTH = 64;

    private final List<Run> objects = new ArrayList<>();
    private final List<Run> files = new ArrayList<>();

    @Override
    public String name() {
        return "width";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        Mesh mesh = Mesh.of(Shape.LAYERED, 10_000);
        double bound = CALL_SECONDS * Math.max(mesh.depth(), (double) mesh.size() / WIDTH);
        report.row("5 ms per operation, layered 10,000, 64 in flight, applied in a fresh process");
        var objectProject = new ObjectProject(ground, mesh);
        var fileProject = new FileProject(ground, mesh);
        for (int round = 0; round < ground.rounds(5); round++) {
            objects.add(run(ground.jvm().archived(FullWidth.class, objectProject.declared()), mesh));
            files.add(run(ground.jvm().archived(FullWidth.class, fileProject.declared()), mesh));
        }
        report.line("lower bound", bound, "s");
        report.line("file tasks", seconds(files), "s; a call took " + Report.figure(call(files)) + " ms");
        report.line(
                "objects, intents durable", seconds(objects), "s; a call took " + Report.figure(call(objects)) + " ms");
        report.atMost("full width of objects, times the lower bound", seconds(objects) / bound, 1.1);
    }

    private static Run run(Command command, Mesh mesh) {
        Run run = Run.of(command);
        run.mustTell("executed", mesh.size());
        return run;
    }

    private static double seconds(List<Run> runs) {
        return Sample.of(runs.stream()
                                .mapToDouble(run -> run.told("applyMicros"))
                                .toArray())
                        .median()
                / 1e6;
    }

    private static double call(List<Run> runs) {
        return Sample.of(runs.stream()
                                .mapToDouble(run -> run.told("callMicros"))
                                .toArray())
                        .median()
                / 1e3;
    }
}
