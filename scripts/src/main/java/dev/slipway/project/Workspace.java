package dev.slipway.project;

import dev.slipway.apply.Engine;
import dev.slipway.apply.EngineConfig;
import dev.slipway.graph.GraphCache;
import dev.slipway.graph.SchemaCheck;
import dev.slipway.model.Event;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Problem;
import dev.slipway.provide.Registry;
import dev.slipway.script.CompileInputs;
import dev.slipway.script.EvaluationLimits;
import dev.slipway.script.Evaluator;
import dev.slipway.script.GraphSource;
import dev.slipway.script.Loaded;
import dev.slipway.script.ScriptCache;
import dev.slipway.script.ScriptCompiler;
import dev.slipway.script.ScriptFile;
import dev.slipway.script.ScriptInputs;
import dev.slipway.store.KeyFile;
import dev.slipway.store.LocalStore;
import dev.slipway.store.SealedSecrets;
import dev.slipway.store.Snapshot;
import dev.slipway.work.Cancel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A script with all that it takes to plan and apply it. Opening one touches nothing. */
public final class Workspace implements AutoCloseable {
    private final Path directory;
    private final Map<String, String> environment;
    private final Consumer<? super String> told;
    private final Target stage;
    private final LocalStore store;
    private final List<ResultCache> caches = new CopyOnWriteArrayList<>();
    private @Nullable CompletableFuture<Snapshot> ahead;

    /**
     * The place of a script and the state of one of its environments.
     *
     * @param name of the environment; empty for a script without
     * @param environment the variables of the process
     * @param told where each secret was found, and never its value
     */
    public Workspace(
            Path directory, Target stage, String name, Map<String, String> environment, Consumer<? super String> told) {
        this.told = told;
        this.directory = directory;
        this.environment = environment;
        this.stage = stage;
        this.store = new LocalStore(stage.states().home(name));
    }

    /** Makes sure that what is acted upon can be looked at. */
    public void open() {
        stage.open();
    }

    public LocalStore store() {
        return store;
    }

    /** Has another thread read what is remembered, for who will plan as soon as the script is read. */
    public void lookAhead() {
        ahead = CompletableFuture.supplyAsync(store::read);
    }

    /** What is remembered, or was when this was opened. */
    Snapshot remembered() {
        try {
            return ahead == null ? store.read() : ahead.join();
        } catch (CompletionException e) {
            return store.read(); // which says what is wrong
        }
    }

    public Path directory() {
        return directory;
    }

    public Loaded load(
            ScriptFile script,
            ScriptInputs given,
            ScriptCompiler compiler,
            Registry registry,
            Consumer<? super List<Problem>> warnings,
            boolean renewing) {
        Fingerprint ground = CompileInputs.here();
        Path cache = UserDirectories.of(environment).cache();
        var source = new GraphSource(
                new GraphCache(cache.resolve("graphs")),
                new ScriptCache(cache.resolve("scripts"), ground, compiler, warnings, renewing),
                new Evaluator(EvaluationLimits.of(environment), ground),
                ground);
        return source.load(script, given, graph -> SchemaCheck.check(graph, registry));
    }

    public Engine engine(Registry registry, Consumer<? super Event> events, Cancel cancel) {
        var secrets = new SealedSecrets(new KeyFile(stage.seal()), store.blobs(), stage.secrets(), told);
        var results = ResultCache.of(stage, environment, secrets);
        caches.add(results);
        return new Engine(store, EngineConfig.usual(registry, secrets, results.cache(), directory, events), cancel);
    }

    /** What the runs so far and the remote cache gave each other; nothing where there is no remote cache. */
    public Optional<ResultCache.Traffic> traffic() {
        return caches.stream().flatMap(cache -> cache.traffic().stream()).reduce(ResultCache.Traffic::plus);
    }

    @Override
    public void close() {
        caches.forEach(ResultCache::tidy);
        store.close();
    }
}
