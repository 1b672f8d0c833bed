package dev.slipway.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a system remembers over a restart: entries by name, each written whole or not at all. A process that is killed
 * leaves every entry as it was before or after, never in between.
 */
public final class TwinState {
    private static final String DRAFT = ".draft";

    private final Path directory;

    public TwinState(Path directory) {
        this.directory = directory;
    }

    /** A part of this shelf, for somebody else. */
    public TwinState part(String name) {
        return new TwinState(directory.resolve(encoded(name) + ".d"));
    }

    public synchronized void put(String name, byte[] content) {
        Path draft = directory.resolve(encoded(name) + DRAFT);
        try {
            Files.createDirectories(directory);
            Files.write(draft, content);
            Files.move(draft, entry(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void put(String name, String content) {
        put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public synchronized Optional<byte[]> get(String name) {
        try {
            return Files.exists(entry(name)) ? Optional.of(Files.readAllBytes(entry(name))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<String> text(String name) {
        return get(name).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    public synchronized void remove(String name) {
        try {
            Files.deleteIfExists(entry(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all entries, in order; those of parts are not among them. */
    public synchronized List<String> names() {
        try (Stream<Path> files = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".e"))
                    .map(name -> URLDecoder.decode(name.substring(0, name.length() - 2), StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything, parts too. */
    public synchronized void clear() {
        try (Stream<Path> all = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path entry(String name) {
        return directory.resolve(encoded(name) + ".e");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
