package dev.slipway.script;

import dev.slipway.evaluate.ReadLog;
import dev.slipway.graph.TrackedRead;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a script read, with what it found, so that it can be evaluated again where none of it is there any more. What it
 * reads then and did not read before is not there.
 */
public final class CapturedReads implements ReadLog {
    private static final int FORMAT = 1;

    private final Path directory;
    private final Map<String, byte[]> found;

    private CapturedReads(Path directory, Map<String, byte[]> found) {
        this.directory = directory;
        this.found = found;
    }

    /** Looks once more at all that was read, and refuses what has changed since. */
    public static CapturedReads pack(List<TrackedRead> reads, CompiledScript script, Map<String, String> variables) {
        Path directory = script.main().directory();
        var found = new TreeMap<String, byte[]>();
        for (TrackedRead read : reads) {
            try {
                byte[] bytes = script.isDependency(read.name()) ? null : now(read, directory, variables);
                if (bytes != null) {
                    found.put(read.sort() + " " + read.name(), bytes);
                }
            } catch (IOException gone) {
                // as it was when the script looked, or the plan will say that it is not
            }
        }
        return new CapturedReads(directory, found);
    }

    private static byte @Nullable [] now(TrackedRead read, Path directory, Map<String, String> variables)
            throws IOException {
        Path place = directory.resolve(read.name());
        return switch (read.sort()) {
            case FILE -> unchanged(read, Files.readAllBytes(place));
            case LISTING -> String.join("\n", names(place)).getBytes(StandardCharsets.UTF_8);
            case PRESENCE -> Files.exists(place) ? new byte[0] : null;
            case PLACE -> Files.isSymbolicLink(place) ? new byte[0] : null;
            case ENVIRONMENT ->
                variables.containsKey(read.name())
                        ? variables.getOrDefault(read.name(), "").getBytes(StandardCharsets.UTF_8)
                        : null;
            default -> null;
        };
    }

    private static byte[] unchanged(TrackedRead read, byte[] bytes) {
        if (!Hasher.of(bytes).equals(read.digest())) {
            throw new InvalidInputException(
                    read.name() + " has changed while the plan was made",
                    "the plan would hold another version of it than the script has read",
                    "plan once more");
        }
        return bytes;
    }

    private static List<String> names(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** For a plan. */
    public byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(directory.toString());
            out.writeInt(found.size());
            for (var entry : found.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** The counterpart of {@link #bytes()}. */
    public static CapturedReads unpack(byte[] bytes) throws IOException {
        var found = new TreeMap<String, byte[]>();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                throw new NotSerializableException("the reads of a plan in another format");
            }
            Path directory = Path.of(in.readUTF());
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                found.put(name, in.readNBytes(in.readInt()));
            }
            return new CapturedReads(directory, found);
        }
    }

    private byte @Nullable [] get(TrackedRead.Sort sort, String path) {
        Path absolute = directory.resolve(path).normalize();
        Path name = absolute.startsWith(directory) && !absolute.equals(directory)
                ? directory.relativize(absolute)
                : absolute;
        return found.get(sort + " " + name);
    }

    @Override
    public @Nullable String env(String name) {
        byte[] value = found.get(TrackedRead.Sort.ENVIRONMENT + " " + name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] file(String path) throws IOException {
        byte[] bytes = get(TrackedRead.Sort.FILE, path);
        if (bytes == null) {
            throw new NoSuchFileException(path, null, "the plan does not hold it");
        }
        return bytes;
    }

    @Override
    public @Nullable List<String> listing(String path) {
        byte[] names = get(TrackedRead.Sort.LISTING, path);
        if (names == null) {
            return null;
        }
        return names.length == 0 ? List.of() : List.of(new String(names, StandardCharsets.UTF_8).split("\n", -1));
    }

    @Override
    public boolean exists(String path) {
        return get(TrackedRead.Sort.PRESENCE, path) != null;
    }

    @Override
    public boolean isLink(String path) {
        return get(TrackedRead.Sort.PLACE, path) != null;
    }

    /** Only code is asked for once more; whose places are the same was settled when the plan was made. */
    @Override
    public Path place(String path) {
        return directory.resolve(path).normalize();
    }

    @Override
    public void parameter(String name, @Nullable String given) {
        // the plan holds these apart
    }

    @Override
    public void secret(String source) {
        // the plan holds the reference
    }
}
