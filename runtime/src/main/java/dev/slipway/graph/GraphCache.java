package dev.slipway.graph;

import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Graphs of scripts that need not be evaluated again, because everything that they looked at is as it was.
 *
 * <p>Each script has a directory with one file for each of the last few combinations of what it read, so that going back and
 * forth between two parameters costs nothing. Files appear whole and are never changed, so any number of processes may
 * read and write. Whatever is wrong with the cache is a miss, never an error.
 */
public final class GraphCache {
    private final Path dir;
    private final Clock clock;

    public GraphCache(Path dir) {
        this(dir, Clock.systemUTC());
    }

    GraphCache(Path dir, Clock clock) {
        this.dir = dir;
        this.clock = clock;
    }

    /**
     * The graph that evaluating the script would give, if it is known.
     *
     * @param current what there is now of a read that is not on the disk: the digest of a variable, parameter, secret or
     *     version, {@link Fingerprint#ZERO} for nothing
     */
    public Lookup find(Path entry, Function<? super TrackedRead, Fingerprint> current) {
        var witness = new ReadVerifier(ScriptFiles.around(entry), current, clock.millis());
        var variants = variants(entry);
        Optional<Lookup> newest = Optional.empty();
        for (Path file : variants.files()) {
            Lookup lookup = look(variants, file, witness);
            if (lookup instanceof Lookup.Hit) {
                if (newest.isPresent()) {
                    variants.touch(file);
                }
                return lookup;
            }
            newest = newest.or(() -> Optional.of(lookup));
        }
        return newest.orElseGet(() -> new Lookup.Miss("no graph is kept for " + entry.getFileName()));
    }

    /** Keeps a graph, unless what it was made from cannot be compared or has changed since it was read. */
    public void keep(Path entry, ReadTracker reads, Graph graph) {
        List<TrackedRead> list = reads.list();
        var witness = new ReadVerifier(ScriptFiles.around(entry), TrackedRead::digest, clock.millis());
        if (witness.change(list, Map.of()).isEmpty()) {
            variants(entry).put(new CachedGraph(list, witness.seen()), GraphCodec.encode(graph));
        }
    }

    private Lookup look(CachedGraphs variants, Path file, ReadVerifier witness) {
        try (InputStream in = Files.newInputStream(file)) {
            CachedGraph variant = CachedGraphFile.read(in, Files.size(file));
            Optional<String> change = witness.change(variant.reads(), variant.stamps());
            if (change.isPresent()) {
                return new Lookup.Miss(change.get());
            }
            byte[] bytes = in.readAllBytes();
            Optional<Graph> graph = GraphCodec.tryDecode(bytes);
            if (graph.isPresent()) {
                variant.restamped(witness.seen()).ifPresent(better -> variants.put(better, bytes));
                return new Lookup.Hit(graph.get(), variant.reads());
            }
        } catch (IOException | IllegalArgumentException | Garbled damage) {
            // as good as not there
        }
        return new Lookup.Miss("the graph that was kept cannot be read");
    }

    private CachedGraphs variants(Path entry) {
        String script = entry.toAbsolutePath().normalize().toString();
        Fingerprint name = Hasher.of(script.getBytes(StandardCharsets.UTF_8));
        return new CachedGraphs(dir.resolve(name.toString()), clock);
    }
}
