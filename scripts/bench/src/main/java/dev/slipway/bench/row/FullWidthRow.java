package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.Report;
import dev.slipway.bench.Row;
import dev.slipway.bench.child.BarePool;
import dev.slipway.bench.child.FullWidth;
import dev.slipway.bench.fake.Site;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.race.Sample;
import dev.slipway.bench.shape.Declared;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import dev.slipway.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How near a run comes to the time that it takes at least, by what its steps leave behind. The bound knows of operations
 * that take five milliseconds and of nothing else, neither of disks nor of Java getting warm; so the bar is for values,
 * computed one after the other as their turn comes while applying, in a warm process. The rest is printed beside it, with
 * what threads need for the same files when nobody tells them an order.
 */
final class FullWidthRow implements Row {
    private static final double CALL_SECONDS = FullWidth.CALL_MILLIS / 1000.0;

    /** Sites of one sort. Values are computed while applying; those that can be while planning count with all of their run. */
    private enum Sort {
        VALUES("values", "applyMicros"),
        PLANNED("values, planned", "upMicros"),
        FILES("file tasks", "applyMicros"),
        OBJECTS("objects", "applyMicros");

        private final String words;
        private final String micros;

        Sort(String words, String micros) {
            this.words = words;
            this.micros = micros;
        }

        Path site(Ground ground, String name, Mesh mesh) throws IOException {
            return switch (this) {
                case VALUES -> values(ground.fresh(name), mesh, Declared.lateValues(mesh));
                case PLANNED -> values(ground.fresh(name), mesh, Declared.values(mesh));
                case FILES -> new FileProject(ground, mesh).declared(name);
                case OBJECTS -> new ObjectProject(ground, mesh).declared();
            };
        }

        private static Path values(Path root, Mesh mesh, Graph graph) throws IOException {
            Files.writeString(root.resolve("cluster.bench"), mesh.toString());
            Files.writeString(root.resolve(Declared.SEED_FILE), "seed\n");
            new Site(root).keep(graph);
            return root;
        }
    }

    private final Mesh little = Mesh.of(Shape.LAYERED, 3000);
    private final Mesh mesh = Mesh.of(Shape.LAYERED, 10_000);
    private final List<Path> sites = new ArrayList<>();
    private final Map<Sort, List<Run>> cold = new EnumMap<>(Sort.class);
    private final Map<Sort, List<Run>> warm = new EnumMap<>(Sort.class);
    private final List<Run> bare = new ArrayList<>();

    @Override
    public String name() {
        return "width";
    }

    @Override
    public void measure(Ground ground, Report report) throws IOException {
        double rounds = Math.max(mesh.depth(), (double) mesh.size() / FullWidth.WIDTH);
        double bound = CALL_SECONDS * rounds;
        report.row("5 ms per operation, layered 10,000, 64 in flight");
        for (int round = 0; round < ground.rounds(5); round++) {
            for (Sort sort : Sort.values()) {
                cold(sort).add(run(ground, site(ground, sort, mesh)));
                warm(sort).add(run(ground, site(ground, sort, little), site(ground, sort, mesh)));
            }
            bare.add(bare(ground));
        }
        for (Path site : sites) {
            Ground.clear(site);
        }
        report.line("lower bound", bound, "s");
        for (Sort sort : Sort.values()) {
            show(report, sort.words + ", cold", cold(sort), sort.micros, 0, bound);
            show(report, sort.words + ", warm", warm(sort), sort.micros, 1, bound);
        }
        show(report, "file tasks on bare threads, warm", bare, Sort.FILES.micros, 1, bound);
        double taken = seconds(warm(Sort.VALUES), Sort.VALUES.micros, 1);
        double called = rounds * seconds(warm(Sort.VALUES), "callMicros", 1);
        report.line("lower bound with calls as they were", called, "s for values, warm");
        report.line("times that bound", taken / called, "");
        report.atMost("full width of values, warm, times the bound", taken / bound, 1.1);
    }

    /** A new directory for all that makes files: where some were removed lately, a file system takes long to make others. */
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

    private Run bare(Ground ground) throws IOException {
        Path first = site(ground, Sort.FILES, little);
        Path second = site(ground, Sort.FILES, mesh);
        Run run = Run.of(ground.jvm().acting(BarePool.class, first, little.size(), second, mesh.size()));
        run.mustTell("1.executed", mesh.size());
        return run;
    }

    private List<Run> cold(Sort sort) {
        return cold.computeIfAbsent(sort, first -> new ArrayList<>());
    }

    private List<Run> warm(Sort sort) {
        return warm.computeIfAbsent(sort, first -> new ArrayList<>());
    }

    private static void show(Report report, String name, List<Run> runs, String micros, int site, double bound) {
        double taken = seconds(runs, micros, site);
        report.line(
                name,
                taken,
                "s, " + Report.figure(taken / bound) + " x; a call took "
                        + Report.figure(1000 * seconds(runs, "callMicros", site)) + " ms");
    }

    /** The median over the rounds, in which everybody took turns; a warm process was through with a little site before. */
    private static double seconds(List<Run> runs, String name, int site) {
        var told = runs.stream().mapToDouble(run -> run.told(site + "." + name)).toArray();
        return Sample.of(told).median() / 1e6;
    }
}
