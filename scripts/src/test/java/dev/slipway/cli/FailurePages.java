package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs that fail, each in a directory of its own, and what Slipway says of it. */
final class FailurePages {
    private static final Path CASES = Path.of("src/test/resources/failures");

    private final Path directory;

    FailurePages(Path directory) {
        this.directory = directory;
    }

    String carriedOut() throws Exception {
        var pages = new StringBuilder();
        for (Path file : cases()) {
            String name = String.valueOf(file.getFileName()).replace(".md", "");
            pages.append('\n').append(known(carriedOut(name, Files.readString(file))));
        }
        return pages.toString();
    }

    private static List<Path> cases() throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(CASES, "*.md")) {
            files.forEach(all::add);
        }
        all.sort(null);
        return all;
    }

    private String carriedOut(String name, String text) throws Exception {
        Path place = Files.createDirectories(directory.resolve(name));
        var shell = new Shell(place)
                .with("SLIPWAY_VAULT", place.resolve("vault.age").toString())
                .with("NEO_PASSWORD", "opensesame");
        if (text.contains("proxmox")) {
            try (var cluster = new BadCluster(directory.resolve(name + ".lab"), place, shell)) {
                var document = new Document(shell, place, cluster.events(), FailedRun::of);
                return cluster.onPage(document.carriedOut(cluster.here(text)));
            }
        }
        try (var world = new BadWorld(directory.resolve(name + ".lab"));
                var meanwhile = new Meanwhile(place)) {
            var document = new Document(shell, place, meanwhile.events(), FailedRun::of);
            return world.onPage(document.carriedOut(world.here(text)));
        }
    }

    /** What is another in each run, and on each machine, has the same name on the page. */
    private static String known(String text) {
        return text.replaceAll("(?m)^Took .*; slowest: .*\n", "")
                .replaceAll("in use by \\S+ on \\S+ \\(process \\d+\\)", "in use by anna on anvil (process 4242)")
                .replaceAll("end it on \\S+ with 'kill \\d+'", "end it on anvil with 'kill 4242'")
                .replaceAll("begun (a moment|\\d+ \\w+) ago, at \\S+Z", "begun a moment ago, at 2026-11-21T09:30:00Z")
                .replaceAll("\\.[0-9a-f]{12}\\.\\d+\\.part", ".part")
                .replaceAll("SHA256:[A-Za-z0-9+/]{43}", "SHA256:...")
                .replaceAll("PATH, which is \\S+", "PATH, which is /usr/local/bin:/usr/bin:/bin");
    }
}
