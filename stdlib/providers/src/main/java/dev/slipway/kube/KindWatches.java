package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.provide.CallContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** One watch for each kind that is waited for, shared by all that wait for objects of it. */
final class KindWatches {
    private final ApiServer server;
    private final Map<String, KindWatch> watches = new HashMap<>();

    KindWatches(ApiServer server) {
        this.server = server;
    }

    /**
     * Waits until an object is as wanted; an object that does not exist is empty.
     *
     * @return whether it came to be so in time
     */
    boolean await(
            ApiResource resource,
            String namespace,
            String name,
            Predicate<Optional<JsonNode>> wanted,
            Duration patience,
            CallContext ticket) {
        String scope = server.objects().isNarrow(resource) ? namespace : "";
        var met = new CompletableFuture<Boolean>();
        ticket.onCancel(() -> met.complete(false));
        var waiter = new KindWatch.Waiter(ObjectLists.key(namespace, name), wanted, met, ticket);
        synchronized (this) {
            KindWatch watch = watches.computeIfAbsent(
                    resource.collection(scope), path -> new KindWatch(server, resource, scope, this::isIdle));
            watch.add(waiter);
        }
        try {
            return met.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            met.complete(false);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            met.complete(false);
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /** Ends a watch that is not used any more; none is added in between. */
    private synchronized boolean isIdle(KindWatch watch) {
        boolean idle = watch.isUnused();
        if (idle) {
            watches.values().remove(watch);
        }
        return idle;
    }
}
