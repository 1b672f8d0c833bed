package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.Hello;
import dev.slipway.bench.child.PlanOnce;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Race;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Nothing to do in 10,000 file tasks: a cold process, the graph in the cache. */
final class NoOpFiles implements Row {
    @Override
    public String name() {
        return "files";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        report.row("No-op, layered 10,000 file tasks, cold process, graph cached");
        var project = new FileProject(ground, Mesh.of(Shape.LAYERED, 10_000));
        Path site = project.slipway();
        var slipway = Entrant.of("slipway", ground.jvm().looking(PlanOnce.class, site));
        var plain = Entrant.of("slipway without its class archive", ground.jvm().plain(PlanOnce.class, site));
        var optimized = Entrant.of("slipway with both compilers", ground.jvm().acting(PlanOnce.class, site));
        var hello = Entrant.of("a bare JVM hello", ground.jvm().plain(Hello.class));
        var entrants = new ArrayList<>(List.of(slipway, hello, plain, optimized));
        boolean ninjaIsHere = Command.isInstalled("ninja");
        if (ninjaIsHere) {
            Path made = project.ninja(false);
            entrants.add(Entrant.of("ninja", Command.in(made, "ninja")));
            if (Command.isInstalled("make")) {
                entrants.add(Entrant.of("make -r", Command.in(made, "make", "-r", "-s"))
                        .rounds(4));
            }
        }
        Race.run(ground.rounds(15), entrants);
        entrants.forEach(report::times);
        slipway.last().mustTell("acting", 0);
        double seconds = slipway.seconds().median();
        report.atMost("no-op of files, times a hello", seconds / hello.seconds().median(), 8);
        if (ninjaIsHere) {
            report.atMost(
                    "no-op of files, times ninja",
                    seconds / entrants.get(4).seconds().median(),
                    8);
        } else {
            report.absent("ninja");
        }
    }
}
