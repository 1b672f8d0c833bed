package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.Hello;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Race;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scripts through {@code scripts/slipway}, from the shell's start to the process's end. */
final class Language implements Row {
    private static final int LINES = 100;
    private static final int TASKS = 1000;

    @Override
    public String name() {
        return "language";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        unchanged(ground, report);
        large(ground, report);
        edited(ground, report);
        imported(ground, report);
        completed(ground, report);
    }

    private static Optional<Entrant> terraform(Ground ground, Mesh mesh, int rounds) throws IOException {
        if (!ObjectProject.hasRival()) {
            return Optional.empty();
        }
        var project = new ObjectProject(ground, mesh);
        project.terraform();
        return Optional.of(Entrant.of("terraform plan", project.terraformPlan()).rounds(rounds));
    }

    private static void unchanged(Ground ground, Report report) throws IOException {
        report.row("slipway plan, nothing changed, script of " + LINES + " lines, graph cached");
        Command plan = ScriptProject.lines(ground, LINES).up().slipway("plan");
        var hello = Entrant.of("a bare JVM hello", ground.jvm().plain(Hello.class));
        var entrants = new ArrayList<>(List.of(Entrant.of("slipway plan", plan), hello));
        terraform(ground, Mesh.of(Shape.LAYERED, LINES), ground.rounds(15) + 1).ifPresent(entrants::add);
        Race.run(ground.rounds(15), entrants);
        entrants.forEach(report::times);
        report.atMost(
                "cached plan of " + LINES + " lines, times a hello",
                entrants.get(0).seconds().median() / hello.seconds().median(),
                6);
    }

    private static void large(Ground ground, Report report) throws IOException {
        Mesh mesh = Mesh.of(Shape.LAYERED, ground.quick() ? 300 : TASKS);
        report.row("slipway plan, nothing changed, layered " + mesh.size() + " tasks, graph cached");
        var slipway =
                Entrant.of("slipway plan", ScriptProject.mesh(ground, mesh).up().slipway("plan"));
        var entrants = new ArrayList<>(List.of(slipway));
        terraform(ground, mesh, ground.rounds(15) + 1).ifPresent(entrants::add);
        Race.run(ground.rounds(15), entrants);
        entrants.forEach(report::times);
        if (entrants.size() == 1) {
            report.absent("terraform");
            return;
        }
        report.atMost(
                !ground.quick(),
                "cached plan of tasks, part of terraform's time",
                slipway.seconds().median() / entrants.get(1).seconds().median(),
                0.1);
    }

    private static void edited(Ground ground, Report report) throws IOException {
        report.row("script of " + LINES + " lines edited, no daemon");
        ScriptProject project = ScriptProject.lines(ground, LINES).up();
        ScriptProject plain = project.withoutArchives();
        var archived = Entrant.of("slipway plan", project.slipway("plan")).before(project::edit);
        var without =
                Entrant.of("the same without archives", plain.slipway("plan")).before(plain::edit);
        Race.run(ground.rounds(15), List.of(archived, without));
        report.times(archived);
        report.times(without);
        report.atMost(
                "script edited, part of the time without archives",
                archived.seconds().median() / without.seconds().median(),
                0.5);
    }

    /** No bar was set for it; what an editor waits for is told beside what compiling the same script takes. */
    private static void completed(Ground ground, Report report) throws IOException {
        report.row("completion in a script of " + LINES + " lines, each in a process of its own");
        ScriptProject project = ScriptProject.lines(ground, LINES);
        var complete = Entrant.of("slipway complete", project.complete());
        var check =
                Entrant.of("slipway check, edited", project.slipway("check")).before(project::edit);
        Race.run(ground.rounds(15), List.of(complete, check));
        report.times(complete);
        report.times(check);
    }

    private static void imported(Ground ground, Report report) throws IOException {
        report.row("an imported script changed");
        ScriptProject project = ScriptProject.lines(ground, 0);
        project.write("lib.main.kts", "val answer = 41\n");
        project.write(
                "bench.main.kts",
                "@file:Import(\"lib.main.kts\")\nimport dev.slipway.dsl.*\noutput(\"answer\") { answer }\n");
        int noticed = 0;
        for (int answer = 1; answer <= 3; answer++) {
            project.write("lib.main.kts", "val answer = " + answer + "\n");
            noticed += Run.of(project.slipway("output", "answer")).output().contains("" + answer) ? 1 : 0;
        }
        report.exactly("changes of an imported script that were noticed, of 3", noticed, 3);
    }
}
