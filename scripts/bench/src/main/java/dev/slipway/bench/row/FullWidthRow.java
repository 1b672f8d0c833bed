package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.FullWidth;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.race.Sample;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How near applying comes to the time that it takes at least. The bound knows nothing of disks and of Java getting warm,
 * so the bar is for file tasks in a warm process; the rest is printed beside it.
 */
final class FullWidthRow implements Row {
    private static final double CALL_SECONDS = 0.005;
    private static final int WIDTH = 64;

    private final Mesh little = Mesh.of(Shape.LAYERED, 3000);
    private final Mesh mesh = Mesh.of(Shape.LAYERED, 10_000);
    private final List<Run> runs = new ArrayList<>();

    @Override
    public String name() {
        return "width";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        double rounds = Math.max(mesh.depth(), (double) mesh.size() / WIDTH);
        double bound = CALL_SECONDS * rounds;
        report.row("5 ms per operation, layered 10,000, 64 in flight");
        for (int round = 0; round < ground.rounds(5); round++) {
            runs.add(run(ground, files(ground, mesh)));
            runs.add(run(ground, files(ground, little), files(ground, mesh)));
            runs.add(run(ground, objects(ground, mesh)));
            runs.add(run(ground, objects(ground, little), objects(ground, mesh)));
        }
        report.line("lower bound", bound, "s");
        show(report, "file tasks, cold process", 0, "0.");
        show(report, "file tasks, warm process", 1, "1.");
        show(report, "objects, durable intents, cold", 2, "0.");
        show(report, "objects, durable intents, warm", 3, "1.");
        double called = rounds * seconds(1, "1.callMicros");
        report.line("lower bound with calls as they were", called, "s for file tasks, warm");
        report.line("times that bound", seconds(1, "1.applyMicros") / called, "");
        report.atMost("full width of file tasks, warm, times the bound", seconds(1, "1.applyMicros") / bound, 1.1);
    }

    private static Path files(Ground ground, Mesh mesh) throws IOException {
        return new FileProject(ground, mesh).declared();
    }

    private static Path objects(Ground ground, Mesh mesh) throws IOException {
        return new ObjectProject(ground, mesh).declared();
    }

    private Run run(Ground ground, Object... sites) {
        Run run = Run.of(ground.jvm().acting(FullWidth.class, sites));
        run.mustTell(sites.length - 1 + ".executed", mesh.size());
        return run;
    }

    private void show(Report report, String name, int entrant, String site) {
        String call = Report.figure(1000 * seconds(entrant, site + "callMicros"));
        report.line(name, seconds(entrant, site + "applyMicros"), "s; a call took " + call + " ms");
    }

    /** The median over the rounds, in which four entrants took turns. */
    private double seconds(int entrant, String name) {
        var told = new double[runs.size() / 4];
        for (int round = 0; round < told.length; round++) {
            told[round] = runs.get(4 * round + entrant).told(name);
        }
        return Sample.of(told).median() / 1e6;
    }
}
