package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.PlanOnce;
import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Peak;
import dev.slipway.bench.race.Race;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Nothing to do in ten times as many tasks. */
final class Growth implements Row {
    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        report.row("Growth of a no-op, layered file tasks, 10,000 to 100,000");
        Path few = new FileProject(ground, Mesh.of(Shape.LAYERED, 10_000)).slipway();
        Path many = new FileProject(ground, Mesh.of(Shape.LAYERED, 100_000)).slipway();
        var tight = ground.jvm().tight("-Xmx256m", PlanOnce.class, many);
        var small = Entrant.of("10,000 tasks", ground.jvm().looking(PlanOnce.class, few));
        var large = Entrant.of("100,000 tasks", ground.jvm().looking(PlanOnce.class, many));
        Race.run(ground.rounds(7), List.of(small, large));
        report.times(small);
        report.times(large);
        report.atMost(
                "ten times the tasks, times the time",
                large.seconds().median() / small.seconds().median(),
                11);
        Run run = Run.tried(tight);
        report.exactly("100,000 tasks planned with -Xmx256m", run.code() == 0 ? run.told("steps") : 0, 100_000);
        Peak.megabytes(tight).ifPresent(megabytes -> report.line("process with -Xmx256m", megabytes, "MB at most"));
    }
}
