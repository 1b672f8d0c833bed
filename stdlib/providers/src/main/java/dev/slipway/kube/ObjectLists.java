package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All objects of a kind by one LIST in pages, shared by all that ask for them within a short time. Where the whole cluster
 * may not be listed, each namespace is listed by itself.
 */
final class ObjectLists {
    /** As in kubectl and client-go: k8s.io/client-go/tools/pager, defaultPageSize. */
    private static final int PAGE = 500;

    /** A page token expires with the compaction of etcd, after five minutes; a list that long is begun again. */
    private static final int BEGINNINGS = 3;

    private record Taken(long at, Set<String> namespaces, CompletableFuture<Map<String, JsonNode>> objects) {}

    private final ApiServer server;
    private final Map<ApiResource, Taken> taken = new HashMap<>();
    private final Set<ApiResource> narrow = ConcurrentHashMap.newKeySet();

    ObjectLists(ApiServer server) {
        this.server = server;
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    static String key(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return key(metadata.path("namespace").asText(""), metadata.path("name").asText());
    }

    /** An object was written: what was listed before is still true of all others. */
    void wrote(ApiResource resource, JsonNode object) {
        known(resource).ifPresent(all -> all.put(key(object), object));
    }

    /** An object is gone. */
    void deleted(ApiResource resource, String namespace, String name) {
        known(resource).ifPresent(all -> all.remove(key(namespace, name)));
    }

    private synchronized Optional<Map<String, JsonNode>> known(ApiResource resource) {
        return Optional.ofNullable(taken.get(resource))
                .map(Taken::objects)
                .filter(objects -> objects.isDone() && !objects.isCompletedExceptionally())
                .map(CompletableFuture::join);
    }

    /**
     * The objects of a kind by namespace and name.
     *
     * @param namespaces those that are of interest, where not all may be seen
     * @param age how old the answer may be at most
     */
    Map<String, JsonNode> of(ApiResource resource, Set<String> namespaces, Duration age, CallContext ticket) {
        CompletableFuture<Map<String, JsonNode>> mine = new CompletableFuture<>();
        CompletableFuture<Map<String, JsonNode>> asked;
        synchronized (this) {
            Taken last = taken.get(resource);
            boolean isFresh = last != null
                    && System.nanoTime() - last.at <= age.toNanos()
                    && !last.objects.isCompletedExceptionally()
                    && (!narrow.contains(resource) || last.namespaces.containsAll(namespaces));
            if (isFresh && last != null) {
                asked = last.objects;
            } else {
                asked = mine;
                taken.put(resource, new Taken(System.nanoTime(), Set.copyOf(namespaces), mine));
            }
        }
        if (asked == mine) {
            try {
                mine.complete(whole(resource, namespaces, ticket));
            } catch (RuntimeException e) {
                mine.completeExceptionally(e);
            }
        }
        try {
            return asked.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    /** Whether the kind can be listed by namespace only. */
    boolean isNarrow(ApiResource resource) {
        return narrow.contains(resource);
    }

    private Map<String, JsonNode> whole(ApiResource resource, Set<String> namespaces, CallContext ticket) {
        if (!narrow.contains(resource)) {
            Reply first = page(resource, "", "", ticket);
            if (first.status() != 403 || !resource.isNamespaced()) {
                return pages(resource, "", first, ticket);
            }
            narrow.add(resource);
        }
        var all = new ConcurrentHashMap<String, JsonNode>();
        for (String namespace : new TreeSet<>(namespaces)) {
            all.putAll(pages(resource, namespace, page(resource, namespace, "", ticket), ticket));
        }
        return all;
    }

    private Map<String, JsonNode> pages(ApiResource resource, String namespace, Reply first, CallContext ticket) {
        Reply reply = first;
        var all = new ConcurrentHashMap<String, JsonNode>();
        int begun = 1;
        while (true) {
            if (reply.status() == 410 && begun++ < BEGINNINGS) {
                all.clear();
                reply = page(resource, namespace, "", ticket);
                continue;
            } else if (reply.status() == 404) {
                server.resources().forget(resource);
                return new ConcurrentHashMap<>();
            } else if (!reply.isDone()) {
                throw Refusal.of(reply, server.name(), "list " + resource, true);
            }
            for (JsonNode item : reply.body().path("items")) {
                all.put(key(item), item);
            }
            String next = reply.body().path("metadata").path("continue").asText("");
            if (next.isEmpty()) {
                return all;
            }
            reply = page(resource, namespace, next, ticket);
        }
    }

    private Reply page(ApiResource resource, String namespace, String next, CallContext ticket) {
        if (next.isEmpty()) {}
        String more = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return server.get(resource.collection(namespace) + "?limit=" + PAGE + more, ticket);
    }
}
