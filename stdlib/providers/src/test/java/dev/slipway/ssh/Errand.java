package dev.slipway.ssh;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A ticket for one piece of work in a test. */
public final class Errand implements CallContext {
    public final List<String> said = new CopyOnWriteArrayList<>();
    public final Map<String, String> secrets = new ConcurrentHashMap<>();
    public String intent = "test-1";
    private final List<Runnable> endings = new ArrayList<>();
    private volatile boolean cancelled;

    public synchronized void cancel() {
        cancelled = true;
        endings.forEach(Runnable::run);
    }

    @Override
    public TaskKey key() {
        return new TaskKey("host.test", "test");
    }

    @Override
    public String idempotencyKey() {
        return intent;
    }

    @Override
    public Duration remaining() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void onCancel(Runnable action) {
        endings.add(action);
    }

    @Override
    public <T> CompletionStage<T> call(String pool, Supplier<? extends CompletionStage<T>> call) {
        return call.get();
    }

    @Override
    public CompletionStage<Void> handle(String remoteTask) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String reveal(Secret secret) {
        String value = secrets.get(secret.source());
        if (value == null) {
            throw new IllegalStateException("no secret " + secret.source());
        }
        return value;
    }

    @Override
    public Secret conceal(String value) {
        secrets.put("sealed:" + value.length(), value);
        return new Secret("sealed:" + value.length(), Fingerprint.ZERO);
    }

    @Override
    public Fingerprint digest(String value) {
        return Hasher.of(Fields.of("key", "k", "value", value));
    }

    @Override
    public void retrying(int attempt, Duration in, String why) {
        said.add("attempt " + attempt + " in " + in + ", because " + why);
    }

    @Override
    public void say(String message) {
        said.add(message);
    }

    @Override
    public Executor blocking() {
        return Runnable::run;
    }
}
