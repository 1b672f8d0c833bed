package dev.slipway.bench;

import dev.slipway.bench.race.Jvm;
import dev.slipway.bench.row.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Measures every row, or those that are asked for, and ends with 1 when a bar is missed. */
final class Bench {
    public static void main(String[] args) throws IOException {
        List<String> words = Arrays.asList(args);
        int only = words.indexOf("--only");
        String wanted = only < 0 || only + 1 == words.size() ? "" : words.get(only + 1);
        List<Row> rows = Rows.ALL.stream()
                .filter(row -> wanted.isEmpty() || row.name().equals(wanted))
                .toList();
        if (rows.isEmpty() || words.contains("--help")) {
            System.out.println("scripts/bench/run [--quick] [--only ROW]\nrows: "
                    + String.join(", ", Rows.ALL.stream().map(Row::name).toList()));
            System.exit(words.contains("--help") ? 0 : 2);
        }
        Path directory = Files.createDirectories(Path.of(System.getProperty("bench.directory")));
        var ground = new Ground(directory, words.contains("--quick"), new Jvm(directory));
        System.out.println("Java " + System.getProperty("java.vm.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + "; tools take turns, medians of whole processes");
        Rows.rehearse(ground);
        var report = new Report();
        for (Row row : rows) {
            row.measure(ground, report);
        }
        System.exit(report.close() ? 0 : 1);
    }

    private Bench() {}
}
