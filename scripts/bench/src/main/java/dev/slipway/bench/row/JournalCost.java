package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.Steps;
import dev.slipway.bench.race.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one step costs the journal, in a small state and in one ten times as large. */
final class JournalCost implements Row {
    private static final int STEPS = 500;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        report.row("Journal, " + STEPS + " changed objects of a chain, one after the other");
        Run small = run(ground, 1000);
        Run large = run(ground, 10_000);
        show(report, "of 1,000", small);
        show(report, "of 10,000", large);
        report.atMost("journal bytes per step, outputs included", large.told("bytes") / STEPS, 512);
        report.exactly("bytes at 10 times the state, times", large.told("bytes") / small.told("bytes"), 1);
        report.exactly("system calls at 10 times the state, times", calls(large) / calls(small), 1);
    }

    private static Run run(Ground ground, int size) throws IOException {
        Path site = ground.fresh("steps-" + size);
        Files.createDirectories(site.resolve(".slipway"));
        Run run = Run.of(ground.jvm().plain(Steps.class, site, size, STEPS));
        run.mustTell("executed", STEPS);
        return run;
    }

    private static double calls(Run run) {
        return run.told("writes") + run.told("syncs");
    }

    private static void show(Report report, String name, Run run) {
        report.line(
                name,
                "%s bytes, %s writes, %s syncs per step"
                        .formatted(
                                Report.figure(run.told("bytes") / STEPS),
                                Report.figure(run.told("writes") / STEPS),
                                Report.figure(run.told("syncs") / STEPS)));
    }
}
