package dev.slipway.script;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The jars that a script depends on, with their digests, in a file beside it that belongs into version control. What is not
 * in it yet is added; what differs from it is refused.
 */
final class LockFile {
    private static final String HEAD =
            "# The jars that %s depends on. Slipway keeps this file; put it into version control.";
    private static final String ENDING = ".main.kts";

    private final Path file;
    private final String script;

    private LockFile(Path file, String script) {
        this.file = file;
        this.script = script;
    }

    /** The lock of {@code cluster.main.kts} is {@code cluster.lock}. */
    static LockFile of(ScriptFile script) {
        return of(script.directory(), script.name());
    }

    static LockFile of(Path directory, String script) {
        return new LockFile(
                directory.resolve(script.substring(0, script.length() - ENDING.length()) + ".lock"), script);
    }

    Path path() {
        return file;
    }

    /** Compares, and adds what the script did not name before. */
    void check(List<Dependency> dependencies) {
        if (dependencies.isEmpty() && !isOurs()) {
            return;
        }
        Map<String, Map<String, String>> locked = read();
        Map<String, Map<String, String>> now = byName(dependencies);
        var problems = new Problems();
        var next = new TreeMap<String, Map<String, String>>();
        now.forEach((named, jars) -> {
            Map<String, String> before = locked.getOrDefault(named, jars);
            if (!before.equals(jars)) {
                differs(named, before, jars, problems);
            }
            next.put(named, jars);
        });
        problems.throwIfAny();
        write(next, locked);
    }

    /** Writes what is there now, whatever was written before. */
    void renew(List<Dependency> dependencies) {
        if (!dependencies.isEmpty() || isOurs()) {
            write(byName(dependencies), Map.of("", Map.of()));
        }
    }

    private boolean isOurs() {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("").equals(HEAD.formatted(script));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    private static Map<String, Map<String, String>> byName(List<Dependency> dependencies) {
        var names = new TreeMap<String, Map<String, String>>();
        for (Dependency one : dependencies) {
            names.computeIfAbsent(one.named(), name -> new TreeMap<>())
                    .put(one.fileName(), one.digest().toString());
        }
        return names;
    }

    private void differs(String named, Map<String, String> before, Map<String, String> now, Problems problems) {
        var all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (String jar : all) {
            String old = before.get(jar);
            String fresh = now.get(jar);
            if (old == null || fresh == null) {
                tell(
                        named + (old == null ? " brings another jar, " : " no longer brings ") + jar,
                        "the lock names " + String.join(", ", before.keySet()),
                        problems);
            } else if (!old.equals(fresh)) {
                tell(
                        "the jar " + jar + " of " + named + " is not the one that was locked",
                        "its digest is " + fresh + ", and the lock says " + old,
                        problems);
            }
        }
    }

    private void tell(String what, String why, Problems problems) {
        problems.add(
                what,
                new Origin(String.valueOf(file.getFileName()), 1),
                why,
                "find out who changed it; if that is well: slipway " + script + " check --update-locks");
    }

    private Map<String, Map<String, String>> read() {
        var locked = new TreeMap<String, Map<String, String>>();
        if (Files.notExists(file)) {
            return locked;
        }
        try {
            int number = 0;
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split("\t", -1);
                if (parts.length != 3) {
                    throw damaged(number, "it reads: " + line);
                }
                Fingerprint.parse(parts[2]);
                locked.computeIfAbsent(parts[0], name -> new TreeMap<>()).put(parts[1], parts[2]);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(1, String.valueOf(e));
        }
        return locked;
    }

    private InvalidInputException damaged(int line, String why) {
        return new InvalidInputException(
                "the lock file cannot be understood",
                new Origin(String.valueOf(file.getFileName()), line),
                why,
                "take it from version control again, or: slipway " + script + " check --update-locks");
    }

    private void write(Map<String, Map<String, String>> next, Map<String, Map<String, String>> before) {
        if (next.equals(before)) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(HEAD.formatted(script));
        next.forEach((named, jars) -> jars.forEach((jar, digest) -> lines.add(named + "\t" + jar + "\t" + digest)));
        try {
            if (next.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            // Not a temporary file: those are their owner's alone, and this one is everybody's who has the script.
            Path fresh = file.resolveSibling(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                Files.write(fresh, lines, StandardCharsets.UTF_8);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the lock file " + file + " cannot be written",
                    String.valueOf(e),
                    "make its directory writable: without the lock file, a changed jar is not detected");
        }
    }
}
