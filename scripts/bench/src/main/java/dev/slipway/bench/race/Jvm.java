package dev.slipway.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How Java processes are started: with the flags of {@code scripts/slipway}. What only looks has the quick compiler alone,
 * which suits a process of a third of a second; what acts has both, and the launcher's directions for them. The classes of a rehearsal are laid out in an archive
 * that the next process maps into memory.
 */
public final class Jvm {
    private static final List<String> LAUNCHER = List.of("-XX:-UsePerfData", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    private static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final Path archive;
    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final List<String> acting = List.of(
            "-XX:Tier4InvocationThreshold=800",
            "-XX:Tier4MinInvocationThreshold=200",
            "-XX:Tier4CompileThreshold=1500",
            "-XX:+UseParallelGC",
            "-XX:TLABSize=64k",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-DisplayVMOutput",
            "-XX:CompilerDirectivesFile=" + Path.of(System.getProperty("bench.house"), "scripts", "compiler.json"));
    private final String classPath = System.getProperty("java.class.path");

    public Jvm(Path directory) {
        this.directory = directory;
        this.archive = directory.resolve("slipway.jsa");
    }

    /** Makes the archive from the classes that a rehearsal loads, and those of the platform. */
    public void rehearse(Class<?> main, Object... arguments) throws IOException {
        Files.deleteIfExists(archive);
        Path classes = directory.resolve("classes");
        Run.of(command(main, List.of("-XX:DumpLoadedClassList=" + classes), arguments));
        Run.of(new Command(
                directory,
                List.of(
                        java,
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        classPath)));
        if (!Files.exists(archive)) {
            throw new IllegalStateException("no class data archive was made in " + directory);
        }
    }

    /** What only looks, as it is started day by day. */
    public Command looking(Class<?> main, Object... arguments) {
        return command(main, plus(QUICK, "-XX:SharedArchiveFile=" + archive), arguments);
    }

    /** What acts, as it is started day by day. */
    public Command acting(Class<?> main, Object... arguments) {
        return command(main, plus(acting, "-XX:SharedArchiveFile=" + archive), arguments);
    }

    /** What only looks, within so much heap. */
    public Command tight(String heap, Class<?> main, Object... arguments) {
        return command(main, plus(QUICK, "-XX:SharedArchiveFile=" + archive, heap), arguments);
    }

    /** What only looks, without our archive; the Java platform's own is still there. */
    public Command plain(Class<?> main, Object... arguments) {
        return command(main, QUICK, arguments);
    }

    private static List<String> plus(List<String> flags, String... more) {
        return Stream.concat(flags.stream(), Stream.of(more)).toList();
    }

    public Command command(Class<?> main, List<String> flags, Object... arguments) {
        var words = new ArrayList<String>();
        words.add(java);
        words.addAll(LAUNCHER);
        words.addAll(flags);
        words.addAll(List.of("-cp", classPath, main.getName()));
        Arrays.stream(arguments).map(String::valueOf).forEach(words::add);
        return new Command(directory, words);
    }
}
