package dev.slipway.script;

import dev.slipway.evaluate.ReadLog;
import dev.slipway.graph.ReadTracker;
import dev.slipway.graph.TrackedRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a script sees the world: nothing goes by unnoticed. */
final class TrackedReads implements ReadLog {
    private final ReadTracker reads;
    private final Path directory;
    private final Map<String, String> variables;

    TrackedReads(ReadTracker reads, Path directory, Map<String, String> variables) {
        this.reads = reads;
        this.directory = directory;
        this.variables = variables;
    }

    @Override
    public @Nullable String env(String name) {
        String value = variables.get(name);
        reads.add(TrackedRead.Sort.ENVIRONMENT, name, ScriptInputs.digest(value));
        return value;
    }

    @Override
    public byte[] file(String path) throws IOException {
        return reads.file(directory.resolve(path));
    }

    @Override
    public @Nullable List<String> listing(String path) {
        try {
            Path place = directory.resolve(path);
            List<String> names = reads.listing(place);
            return Files.isDirectory(place) ? names : null;
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    public boolean exists(String path) {
        return reads.exists(directory.resolve(path));
    }

    @Override
    public boolean isLink(String path) {
        return Files.isSymbolicLink(directory.resolve(path));
    }

    @Override
    public Path place(String path) {
        return reads.place(path);
    }

    @Override
    public void parameter(String name, @Nullable String given) {
        reads.add(TrackedRead.Sort.PARAMETER, name, ScriptInputs.digest(given));
    }

    @Override
    public void secret(String source) {
        // the graph holds the reference alone; what is behind it is asked for by each plan
    }
}
