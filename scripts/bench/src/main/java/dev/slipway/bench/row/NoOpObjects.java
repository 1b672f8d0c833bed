package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.PlanOnce;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Peak;
import dev.slipway.bench.race.Race;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;

/** Nothing to do for recorded objects, each of which is looked at: a cold process, the graph in the cache. */
final class NoOpObjects implements Row {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        Mesh mesh = Mesh.of(Shape.LAYERED, ground.quick() ? 300 : 1000);
        report.row("No-op plan, layered " + mesh.size() + " objects, refreshed, cold process, graph cached");
        var project = new ObjectProject(ground, mesh);
        var plan = ground.jvm().looking(PlanOnce.class, project.slipway());
        var entrants = new ArrayList<Entrant>();
        entrants.add(Entrant.of("slipway", plan));
        if (ObjectProject.hasRival()) {
            project.terraform();
            entrants.add(Entrant.of("terraform plan", project.terraformPlan()).rounds(ground.rounds(6)));
        }
        Race.run(ground.rounds(15), entrants);
        entrants.forEach(report::times);
        entrants.get(0).last().mustTell("acting", 0);
        if (ObjectProject.hasRival()) {
            double times = entrants.get(0).seconds().median()
                    / entrants.get(1).seconds().median();
            report.atMost(!ground.quick(), "plan of objects, part of terraform's time", times, 0.1);
        } else {
            report.absent("terraform");
        }
        memory(plan, project, !ground.quick(), report);
    }

    private static void memory(Command plan, ObjectProject project, boolean judged, Report report) {
        var ours = Peak.megabytes(plan);
        if (ours.isEmpty()) {
            report.absent("a system that tells how much memory a process had");
            return;
        }
        report.line("slipway", ours.getAsDouble(), "MB at most");
        if (ObjectProject.hasRival()) {
            var theirs = Peak.megabytes(project.terraformPlan());
            report.line("terraform plan", theirs.getAsDouble(), "MB at most");
            report.atMost(
                    judged,
                    "plan of objects, part of terraform's memory",
                    ours.getAsDouble() / theirs.getAsDouble(),
                    1 / 3.0);
        }
    }
}
