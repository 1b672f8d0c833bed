package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.Overhead;
import dev.slipway.bench.race.Run;
import java.util.List;

/** What giving out one task costs in a warm process, by the scheduler alone and in a whole walk. */
final class OverheadRow implements Row {
    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public void measure(Ground ground, Report report) {
        report.row("Scheduler overhead per task, warm, 10,000 tasks, 64 slots");
        Run run = Run.of(ground.jvm().acting(Overhead.class));
        for (String name : List.of("LAYERED-scheduler-", "LAYERED-walk-", "WIDE-scheduler-", "WIDE-walk-")) {
            double median = run.told(name + "median") / 1000;
            double p99 = run.told(name + "p99") / 1000;
            report.line(
                    name.replace('-', ' ').toLowerCase(java.util.Locale.ROOT),
                    Report.figure(median) + " µs median, " + Report.figure(p99) + " µs p99");
        }
        report.atMost("scheduler overhead in a walk, µs median", run.told("LAYERED-walk-median") / 1000, 1);
        report.atMost("scheduler overhead in a walk, µs p99", run.told("LAYERED-walk-p99") / 1000, 25);
    }
}
