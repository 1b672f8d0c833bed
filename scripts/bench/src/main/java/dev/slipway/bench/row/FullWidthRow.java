package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.FullWidth;
import dev.slipway.bench.fake.Site;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.race.Sample;
import dev.slipway.bench.shape.Declared;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How near a run comes to the time that it takes at least, by what its steps leave behind. The bound knows nothing of
 * disks and of Java getting warm, so the bar is for file tasks in a warm process; the rest is printed beside it.
 */
final class FullWidthRow implements Row {
    private static final double CALL_SECONDS = 0.005;
    private static final int WIDTH = 64;

    /** Sites of one sort; values are computed while planning, so all of their run counts. */
    private enum Sort {
        VALUES("values", "upMicros"),
        FILES("file tasks", "applyMicros"),
        OBJECTS("objects, durable intents", "applyMicros");

        private final String words;
        private final String micros;

        Sort(String words, String micros) {
            this.words = words;
            this.micros = micros;
        }

        Path site(Ground ground, String name, Mesh mesh) throws IOException {
            return switch (this) {
                case VALUES -> values(ground.fresh(name), mesh);
                case FILES -> new FileProject(ground, mesh).declared(name);
                case OBJECTS -> new ObjectProject(ground, mesh).declared();
            };
        }

        private static Path values(Path root, Mesh mesh) throws IOException {
            Files.writeString(root.resolve("cluster.bench"), mesh.toString());
            new Site(root).keep(Declared.values(mesh));
            return root;
        }
    }

    private final Mesh little = Mesh.of(Shape.LAYERED, 3000);
    private final Mesh mesh = Mesh.of(Shape.LAYERED, 10_000);
    private final List<Path> sites = new ArrayList<>();
    private final Map<Sort, List<Run>> cold = new EnumMap<>(Sort.class);
    private final Map<Sort, List<Run>> warm = new EnumMap<>(Sort.class);

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
            for (Sort sort : Sort.values()) {
                cold.computeIfAbsent(sort, first -> new ArrayList<>()).add(run(ground, site(ground, sort, mesh)));
                warm.computeIfAbsent(sort, first -> new ArrayList<>())
                        .add(run(ground, site(ground, sort, little), site(ground, sort, mesh)));
            }
        }
        for (Path site : sites) {
            Ground.clear(site);
        }
        report.line("lower bound", bound, "s");
        for (Sort sort : Sort.values()) {
            show(report, sort, false, bound);
            show(report, sort, true, bound);
        }
        double called = rounds * seconds(Sort.FILES, true, "callMicros");
        report.line("lower bound with calls as they were", called, "s for file tasks, warm");
        double taken = seconds(Sort.FILES, true, Sort.FILES.micros);
        report.line("times that bound", taken / called, "");
        report.atMost("full width of file tasks, warm, times the bound", taken / bound, 1.1);
    }

    /** Always a new directory: where files were removed lately, a file system may take long to make others. */
    private Path site(Ground ground, Sort sort, Mesh mesh) throws IOException {
        Path site = sort.site(ground, "width-" + sites.size(), mesh);
        sites.add(site);
        return site;
    }

    private Run run(Ground ground, Object... sites) {
        Run run = Run.of(ground.jvm().acting(FullWidth.class, sites));
        run.mustTell(sites.length - 1 + ".executed", mesh.size());
        return run;
    }

    private void show(Report report, Sort sort, boolean isWarm, double bound) {
        double taken = seconds(sort, isWarm, sort.micros);
        report.line(
                sort.words + (isWarm ? ", warm process" : ", cold process"),
                taken,
                "s, " + Report.figure(taken / bound) + " x; a call took "
                        + Report.figure(1000 * seconds(sort, isWarm, "callMicros")) + " ms");
    }

    /** The median over the rounds, in which everybody took turns; a warm process was through with a little site before. */
    private double seconds(Sort sort, boolean isWarm, String name) {
        String site = isWarm ? "1." : "0.";
        var told = (isWarm ? warm : cold)
                .getOrDefault(sort, List.of()).stream()
                        .mapToDouble(run -> run.told(site + name))
                        .toArray();
        return Sample.of(told).median() / 1e6;
    }
}
