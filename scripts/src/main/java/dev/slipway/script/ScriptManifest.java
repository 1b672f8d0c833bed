package dev.slipway.script;

import dev.slipway.model.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a compiled script says of itself, as lines in an entry of its jar. */
public final class ScriptManifest {
    /** The entry of the jar. */
    public static final String ENTRY = "META-INF/slipway-script";

    private static final String FORMAT = "slipway script 3";

    private ScriptManifest() {}

    public static byte[] bytes(List<ScriptUnit> units, List<Dependency> dependencies) {
        var lines = new ArrayList<String>();
        lines.add(FORMAT);
        for (ScriptUnit unit : units) {
            String imports = unit.imports().stream().map(String::valueOf).collect(Collectors.joining(","));
            lines.add("unit\t" + unit.className() + "\t" + unit.digest() + "\t" + imports + "\t" + unit.file());
        }
        dependencies.forEach(one -> lines.add("jar\t" + one.named() + "\t" + one.digest() + "\t" + one.jar()));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static CompiledScript parse(Path jar, byte[] bytes) {
        var units = new ArrayList<ScriptUnit>();
        var dependencies = new ArrayList<Dependency>();
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(FORMAT)) {
            throw new IllegalArgumentException("another format");
        }
        for (String line : lines) {
            String[] parts = line.split("\t", 5);
            if (parts[0].equals("unit")) {
                units.add(new ScriptUnit(parts[1], Path.of(parts[4]), Fingerprint.parse(parts[2]), numbers(parts[3])));
            } else if (parts[0].equals("jar")) {
                dependencies.add(new Dependency(parts[1], Path.of(parts[3]), Fingerprint.parse(parts[2])));
            }
        }
        if (units.isEmpty()) {
            throw new IllegalArgumentException("no script");
        }
        return new CompiledScript(jar, units, dependencies);
    }

    private static List<Integer> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
}
