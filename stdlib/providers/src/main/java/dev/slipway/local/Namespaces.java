package dev.slipway.local;

import dev.slipway.provide.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Starts programs in namespaces of their own, by the tools of util-linux: no network, no other processes, and a root
 * directory that holds what it is given. It needs no privileges, only a kernel that lets users make user namespaces.
 */
final class Namespaces {
    /** Part of every key: another environment in there would be another result. */
    static final String FORMAT = "hermetic 1";

    static final String TOOLS = "/tools";

    private static final List<String> NEEDED =
            List.of("unshare", "mount", "umount", "pivot_root", "hostname", "sed", "cut", "cp", "ln");
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** The environment of a program in there, besides the declared variables. */
    static final Map<String, String> ENVIRONMENT = Map.copyOf(new TreeMap<>(Map.ofEntries(
            Map.entry("PATH", TOOLS + ":" + PATH),
            Map.entry("HOME", "/tmp"),
            Map.entry("TMPDIR", "/tmp"),
            Map.entry("USER", "slipway"),
            Map.entry("LOGNAME", "slipway"),
            Map.entry("SHELL", "/bin/sh"),
            Map.entry("LANG", "C.UTF-8"),
            Map.entry("TZ", "UTC"),
            Map.entry("TERM", "dumb"),
            Map.entry("SOURCE_DATE_EPOCH", "315532800"))));

    private static final class Probe {
        static final Optional<Failure.Rejected> REFUSAL = probed();
    }

    private Namespaces() {}

    /** A program by its name in the system root, as it is found in there. */
    static Optional<Path> inSystem(String program) {
        return Stream.of(PATH.split(":"))
                .map(at -> Path.of(at, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The words that run a command in there.
     *
     * @param stage with the declared files
     * @param start where it starts, below them
     * @param hidden directories that are part of the system root and must not be seen
     * @param tools programs from elsewhere
     */
    static List<String> entering(
            HermeticStage stage, String start, List<Path> hidden, List<Path> tools, List<String> command) {
        var words = new ArrayList<>(List.of(
                inSystem("unshare").orElse(Path.of("unshare")).toString(),
                "--user",
                "--map-root-user",
                "--mount",
                "--net",
                "--pid",
                "--ipc",
                "--uts",
                "--fork",
                "--kill-child",
                "--",
                "/bin/sh",
                "-c",
                script(),
                "hermetic",
                stage.work().toString(),
                stage.mountPoint().toString(),
                start));
        for (List<Path> paths : List.of(hidden, tools)) {
            words.add(Integer.toString(paths.size()));
            paths.forEach(path -> words.add(path.toString()));
        }
        words.addAll(command);
        return words;
    }

    private static String script() {
        try (InputStream in = Namespaces.class.getResourceAsStream("hermetic.sh")) {
            if (in == null) {
                throw new IllegalStateException("hermetic.sh is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses where the system does not allow it, with what would. Tried once in each process. */
    static void check() {
        Probe.REFUSAL.ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static Optional<Failure.Rejected> probed() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of(refused(
                    "it needs Linux namespaces, and this is " + System.getProperty("os.name"),
                    "run it on Linux, or remove hermetic = true"));
        }
        Optional<String> missing =
                NEEDED.stream().filter(program -> inSystem(program).isEmpty()).findFirst();
        if (missing.isPresent()) {
            return Optional.of(refused(
                    "program '" + missing.get() + "' not found in " + PATH,
                    "install the packages util-linux and hostname"));
        }
        try (var stage = HermeticStage.temporary()) {
            return failure(entering(stage, "", List.of(), List.of(), List.of("true")))
                    .map(why -> refused(why, remedy(Path.of("/proc/sys"))));
        } catch (IOException e) {
            return Optional.of(refused(e.toString(), "free the temporary directory, and run again"));
        }
    }

    /** What a command said when it failed. */
    static Optional<String> failure(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            int status = process.waitFor();
            return status == 0
                    ? Optional.empty()
                    : Optional.of(said.isEmpty() ? "unshare ended with status " + status : said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Failure.Rejected refused(String why, String fix) {
        return new Failure.Rejected("hermetic work cannot run on this machine: " + why, fix);
    }

    /** The setting that keeps users from making namespaces, and how to change it. */
    static String remedy(Path settings) {
        if (value(settings.resolve("kernel/unprivileged_userns_clone")).equals("0")) {
            return "allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1";
        } else if (value(settings.resolve("kernel/apparmor_restrict_unprivileged_userns"))
                .equals("1")) {
            return "allow user namespaces: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0,"
                    + " or an AppArmor profile with 'userns' for /usr/bin/unshare";
        } else if (value(settings.resolve("user/max_user_namespaces")).equals("0")) {
            return "allow user namespaces: sysctl -w user.max_user_namespaces=15000";
        }
        return "in a container, allow user namespaces and mounts, as with docker run"
                + " --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
                + " --security-opt systempaths=unconfined";
    }

    private static String value(Path setting) {
        try {
            return Files.readString(setting).strip();
        } catch (IOException e) {
            return ""; // this kernel does not have it
        }
    }
}
