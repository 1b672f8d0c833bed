package dev.slipway.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * A compiled script: one jar that holds the classes and, in an entry of its own, what else there is to know. One file, so
 * that it appears as a whole, can be kept in a plan, and belongs together wherever it goes.
 *
 * @param units the script first
 * @param dependencies jars that the script named
 */
public record CompiledScript(Path jar, List<ScriptUnit> units, List<Dependency> dependencies) {
    public CompiledScript {
        units = List.copyOf(units);
        dependencies = List.copyOf(dependencies);
    }

    public ScriptUnit main() {
        return units.get(0);
    }

    /** The name of one of the files as an operator reads it: relative to the directory of the script. */
    String name(ScriptUnit unit) {
        return ScriptFile.name(main().directory(), unit.file());
    }

    /** Whether this is one of the jars that the script depends on. */
    boolean isDependency(String path) {
        return dependencies.stream()
                .anyMatch(
                        one -> main().directory().resolve(path).equals(one.jar().toAbsolutePath()));
    }

    /** The same with its jars in other places, in the same order. */
    public CompiledScript withJars(List<Path> jars) {
        var moved = new ArrayList<Dependency>();
        for (int i = 0; i < dependencies.size(); i++) {
            moved.add(new Dependency(
                    dependencies.get(i).named(),
                    jars.get(i),
                    dependencies.get(i).digest()));
        }
        return new CompiledScript(jar, units, moved);
    }

    /** Reads a compiled script, if there is one and it is whole. */
    public static Optional<CompiledScript> open(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try (var file = new JarFile(jar.toFile(), false)) {
            ZipEntry entry = file.getEntry(ScriptManifest.ENTRY);
            if (entry == null) {
                return Optional.empty();
            }
            try (var in = file.getInputStream(entry)) {
                return Optional.of(ScriptManifest.parse(jar, in.readAllBytes()));
            }
        } catch (IOException | IllegalArgumentException damage) {
            return Optional.empty();
        }
    }

    /** Whether every file is as it was when it was compiled, and every jar is still there. */
    public boolean isCurrent() {
        return units.stream().allMatch(CompiledScript::isCurrent)
                && dependencies.stream().allMatch(Dependency::isCurrent);
    }

    private static boolean isCurrent(ScriptUnit unit) {
        try {
            return dev.slipway.model.Hasher.of(Files.readAllBytes(unit.file())).equals(unit.digest());
        } catch (IOException e) {
            return false;
        }
    }
}
