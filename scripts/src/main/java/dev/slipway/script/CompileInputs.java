package dev.slipway.script;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Value;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a script stands on besides its own text: the jars of this Slipway and the Java that runs it. Known by name, size
 * and time: their content is not read, because this is asked in every run.
 */
public final class CompileInputs {
    private CompileInputs() {}

    public static Fingerprint here() {
        return of(System.getProperty("java.class.path", ""));
    }

    static Fingerprint of(String classPath) {
        var parts = new ArrayList<String>();
        parts.add(System.getProperty("java.version", ""));
        parts.add(System.getProperty("user.language", "") + System.getProperty("user.country", ""));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) { // the directory where somebody happens to be
                stamp(Path.of(entry), parts);
            }
        }
        return Hasher.of(Value.of(parts));
    }

    private static void stamp(Path entry, List<String> parts) {
        try {
            if (Files.isDirectory(entry)) {
                try (Stream<Path> files = Files.walk(entry)) {
                    files.filter(Files::isRegularFile).sorted().forEach(file -> stampFile(file, parts));
                }
            } else {
                stampFile(entry, parts);
            }
        } catch (IOException | UncheckedIOException e) {
            parts.add(entry + " is missing");
        }
    }

    private static void stampFile(Path file, List<String> parts) {
        try {
            parts.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        } catch (IOException e) {
            parts.add(file + " is missing");
        }
    }
}
