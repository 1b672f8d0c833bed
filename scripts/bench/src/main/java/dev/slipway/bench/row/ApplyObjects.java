package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Race;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.util.ArrayList;

/** Objects that cost nothing to make, from nothing, every intent durable. */
final class ApplyObjects implements Row {
    @Override
    public String name() {
        return "apply";
    }

    @Override
    public void measure(Ground ground, Report report) {
        Mesh mesh = Mesh.of(Shape.LAYERED, ground.quick() ? 300 : 1000);
        report.row("Apply, layered " + mesh.size() + " objects that cost nothing, durable state");
        var project = new ObjectProject(ground, mesh);
        var entrants = new ArrayList<Entrant>();
        entrants.add(project.slipwayUp());
        if (ObjectProject.hasRival()) {
            entrants.add(project.terraformApply().rounds(1));
        }
        Race.run(ground.rounds(7), entrants);
        entrants.forEach(report::times);
        entrants.get(0).last().mustTell("executed", mesh.size());
        if (ObjectProject.hasRival()) {
            double times = entrants.get(0).seconds().median()
                    / entrants.get(1).seconds().median();
            report.line("terraform / slipway", 1 / times, "x");
            report.atMost(!ground.quick(), "apply of objects, part of terraform's time", times, 1 / 50.0);
        } else {
            report.absent("terraform");
        }
    }
}
