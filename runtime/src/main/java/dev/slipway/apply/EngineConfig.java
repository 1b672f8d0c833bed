package dev.slipway.apply;

import dev.slipway.model.Event;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Secrets;
import dev.slipway.store.ActionCache;
import dev.slipway.work.Timer;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What an engine works with.
 *
 * @param root where relative paths of local files start
 * @param executor where providers are called; each call may block
 */
public record EngineConfig(
        Registry registry,
        Secrets secrets,
        ActionCache cache,
        Path root,
        Timer timer,
        Executor executor,
        RandomGenerator random,
        Consumer<? super Event> events) {

    /** The same with another listener. */
    EngineConfig telling(Consumer<? super Event> listener) {
        return new EngineConfig(registry, secrets, cache, root, timer, executor, random, listener);
    }

    /** The usual: real time, threads as needed. */
    public static EngineConfig usual(
            Registry registry, Secrets secrets, ActionCache cache, Path root, Consumer<? super Event> events) {
        Executor executor = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "slipway-call");
            thread.setDaemon(true);
            return thread;
        });
        return new EngineConfig(
                registry, secrets, cache, root, Timer.real(), executor, new java.util.SplittableRandom(), events);
    }
}
