package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.UpOnce;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Race;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The first file of a long chain changes, and what is made from it does not: the other tasks need not run. */
final class CutOff implements Row {
    @Override
    public String name() {
        return "leaf";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        Mesh mesh = Mesh.of(Shape.CHAIN, 10_000);
        report.row("Leaf changed, output equal, chain of 10,000 file tasks, cold process");
        var project = new FileProject(ground, mesh);
        Path site = project.slipway();
        var entrants = new ArrayList<Entrant>();
        entrants.add(
                Entrant.of("slipway", ground.jvm().acting(UpOnce.class, site)).before(() -> change(site)));
        if (Command.isInstalled("ninja")) {
            Path made = project.ninja(true);
            entrants.add(
                    Entrant.of("ninja with restat", Command.in(made, "ninja")).before(() -> change(made)));
        }
        Race.run(ground.rounds(10), entrants);
        entrants.forEach(report::times);
        report.exactly(
                "tasks executed after a leaf changed", entrants.get(0).last().told("executed"), 1);
        if (entrants.size() == 1) {
            report.line("ninja", "is not installed; the bar does not need it");
        }
    }

    /** One more line, behind the first, which is all that anybody uses. */
    private static void change(Path root) throws IOException {
        Files.writeString(root.resolve(Mesh.input(0)), "t0\n" + CHANGES.incrementAndGet() + "\n");
    }

    private static final AtomicInteger CHANGES = new AtomicInteger();
}
