package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Follows the objects of a kind: a LIST, then a watch from there. A watch that ends or breaks goes on from the last version
 * it showed; one whose version is gone (410) begins again with a LIST.
 */
final class KindWatch {
    /**
     * Who waits for an object, and for what.
     *
     * @param ticket under which requests are made as long as it waits
     */
    record Waiter(
            String key, Predicate<Optional<JsonNode>> wanted, CompletableFuture<Boolean> met, CallContext ticket) {}

    private static final int WATCH_SECONDS = 240;
    private static final Duration OPENS = Duration.ofSeconds(30);
    private static final long PAUSE = 1_000;
    private static final int FAILURES = 30;

    private final ApiServer server;
    private final ApiResource resource;
    private final String namespace;
    private final Predicate<KindWatch> idle;
    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> objects = new HashMap<>();
    private boolean listed;
    private String version = "";
    private volatile boolean started;

    KindWatch(ApiServer server, ApiResource resource, String namespace, Predicate<KindWatch> idle) {
        this.server = server;
        this.resource = resource;
        this.namespace = namespace;
        this.idle = idle;
    }

    void add(Waiter waiter) {
        waiters.add(waiter);
        synchronized (objects) {
            if (listed) {
                tell(waiter);
            }
        }
        if (!started) {
            started = true;
            var thread = new Thread(this::follow, "kube-watch-" + resource);
            thread.setDaemon(true);
            thread.start();
        }
    }

    boolean isUnused() {
        waiters.removeIf(waiter -> waiter.met().isDone());
        return waiters.isEmpty();
    }

    private void follow() {
        int failures = 0;
        while (!idle.test(this)) {
            try {
                if (version.isEmpty()) {
                    waiters.stream().findFirst().ifPresent(waiter -> list(waiter.ticket()));
                }
                watch();
                failures = 0;
            } catch (IOException | RuntimeException e) {
                boolean lasting =
                        e instanceof Failure && !(e instanceof Failure.Transient || e instanceof Failure.Throttled);
                if (lasting || ++failures > FAILURES) {
                    waiters.forEach(waiter -> waiter.met().completeExceptionally(e));
                } else {
                    rest();
                }
            }
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(CallContext ticket) {
        var all = new HashMap<String, JsonNode>();
        String next = "";
        String seen = "";
        do {
            String more = next.isEmpty() ? "" : "&continue=" + next;
            Reply reply = server.get(resource.collection(namespace) + "?limit=500" + more, ticket);
            if (reply.status() == 410) {
                return;
            } else if (!reply.isDone()) {
                throw Refusal.of(reply, server.name(), "list " + resource, true);
            }
            reply.body().path("items").forEach(item -> all.put(ObjectLists.key(item), item));
            next = reply.body().path("metadata").path("continue").asText("");
            seen = reply.body().path("metadata").path("resourceVersion").asText("");
        } while (!next.isEmpty());
        synchronized (objects) {
            objects.clear();
            objects.putAll(all);
            listed = true;
            version = seen;
            waiters.forEach(this::tell);
        }
    }

    private void watch() throws IOException {
        if (version.isEmpty() || isUnused()) {
            return;
        }
        String path = resource.collection(namespace) + "?watch=1&allowWatchBookmarks=true&timeoutSeconds="
                + WATCH_SECONDS + "&resourceVersion=" + version;
        HttpResponse<InputStream> response = opened(path);
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.code() == 410) {
                version = "";
                return;
            } else if (response.code() != 200) {
                throw new IOException("watch of " + resource + " refused: " + response.code());
            }
            String line = lines.readLine();
            while (line != null && see(Json.read(line.getBytes(StandardCharsets.UTF_8))) && !isUnused()) {
                line = lines.readLine();
            }
        }
    }

    private HttpResponse<InputStream> opened(String path) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> opening = server.stream(path);
        try {
            return opening.get(OPENS.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            opening.cancel(true);
            throw new IOException(e);
        }
    }

    /** Whether the watch can go on. */
    private boolean see(JsonNode event) {
        JsonNode object = event.path("object");
        String type = event.path("type").asText();
        if (type.equals("ERROR") || type.isEmpty()) {
            version = "";
            return false;
        }
        synchronized (objects) {
            version = object.path("metadata").path("resourceVersion").asText(version);
            String key = ObjectLists.key(object);
            if (type.equals("DELETED")) {
                objects.remove(key);
            } else if (!type.equals("BOOKMARK")) {
                objects.put(key, object);
            }
            waiters.stream().filter(waiter -> waiter.key().equals(key)).forEach(this::tell);
        }
        return true;
    }

    private void tell(Waiter waiter) {
        try {
            if (!waiter.met().isDone() && waiter.wanted().test(Optional.ofNullable(objects.get(waiter.key())))) {
                waiter.met().complete(true);
            }
        } catch (RuntimeException e) {
            waiter.met().completeExceptionally(e);
        }
    }
}
