package dev.slipway.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the archives of classes that this Java starts from: one for every run, and a large one for the compiler. Where it
 * does not work out there is none, and all that is lost is time.
 */
public final class Training {
    private static final String REHEARSE = "rehearse";
    private static final long MINUTES = 3;

    private Training() {}

    /** {@code Training} makes the archives; {@code Training rehearse SCRIPT} is what the first of them is made from. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals(REHEARSE)) {
            rehearse(arguments[1]);
            System.exit(0);
        }
        Path work = Files.createTempDirectory("slipway-training");
        try {
            Archives archives = Archives.here();
            Path script = script(work);
            List<String> compiler = CompilerCommand.command(archives.home(), System.getenv());
            List<String> compile = List.of(
                    "dev.slipway.probe.RehearsalMain",
                    script.toString(),
                    work.resolve("script.jar").toString(),
                    archives.home().resolve("sources").toString());
            archive(compiler, compile, work, archives.compiler());
            List<String> launcher = List.of(
                    compiler.get(0),
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-Dslipway.home=" + archives.home(),
                    "-cp",
                    System.getProperty("java.class.path"));
            archive(launcher, List.of(Training.class.getName(), REHEARSE, script.toString()), work, archives.run());
        } finally {
            remove(work);
        }
    }

    /**
     * Makes the archive for processes like this one.
     *
     * @param java how they are started, with the class path at the end
     * @param rehearsal what one of them does here
     */
    private static void archive(List<String> java, List<String> rehearsal, Path work, Path archive)
            throws IOException, InterruptedException {
        Path classes = work.resolve("classes");
        Path fresh = work.resolve("archive");
        var learn = new ArrayList<>(java);
        learn.add(1, Archives.learn(classes, fresh));
        learn.addAll(rehearsal);
        boolean good = run(learn, work);
        List<String> flags = Archives.make(classes, fresh);
        if (good && !flags.isEmpty()) {
            var make = new ArrayList<>(List.of(java.get(0)));
            make.addAll(flags);
            make.addAll(java.subList(java.size() - 2, java.size()));
            good = run(make, work);
        }
        keep(good, fresh, archive);
    }

    /** Goes once through what runs do most: evaluate, plan from the cache, explain, refuse. */
    private static void rehearse(String script) {
        for (String verb : List.of("check", "plan", "graph", "output")) {
            Main.run(List.of(script, verb));
        }
        Main.run(List.of(script, "plan", "-p", "who=nobody"));
        Main.run(List.of(script, "plan", "--help"));
        Main.run(List.of(script, "up", "--yes"));
        Main.run(List.of(script, "plan"));
        Main.run(List.of(script, "drift"));
        Main.run(List.of(script + ".missing"));
    }

    private static Path script(Path work) throws IOException {
        Path script = work.resolve("training.main.kts");
        try (var sample = Training.class.getResourceAsStream("training.main.kts")) {
            Files.write(script, sample == null ? new byte[0] : sample.readAllBytes());
        }
        return script;
    }

    private static boolean run(List<String> command, Path work) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(work.resolve("log").toFile()));
        builder.environment().put("SLIPWAY_CACHE", work.resolve("cache").toString());
        builder.environment().put("SLIPWAY_CONFIG", work.resolve("config").toString());
        Process process = builder.start();
        try {
            return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void keep(boolean good, Path fresh, Path archive) throws IOException {
        if (good && Files.exists(fresh)) {
            Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.write(archive, new byte[0]); // not tried again
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
