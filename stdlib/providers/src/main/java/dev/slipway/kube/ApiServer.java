package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests to the API server of one cluster, and what its answers mean. */
final class ApiServer {
    static final String JSON = "application/json";
    static final String APPLY = "application/apply-patch+yaml";
    static final String JSON_PATCH = "application/json-patch+json";

    /** How long a refusal that passes by itself is waited out, such as a webhook whose pods are starting. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long SHORTEST_PAUSE = 250;
    private static final long LONGEST_PAUSE = 5_000;

    private final String name;
    private final HttpClient client;
    private final String base;
    private final String defaultNamespace;
    private final ApiResources resources = new ApiResources(this);
    private final ObjectLists objects = new ObjectLists(this);
    private final KindWatches watches = new KindWatches(this);

    /**
     * An API server.
     *
     * @param name what the script calls its cluster
     * @param base its URL, without a slash at the end
     * @param defaultNamespace the namespace of its context, for objects that name none
     */
    ApiServer(String name, HttpClient client, String base, String defaultNamespace) {
        this.name = name;
        this.client = client;
        this.base = base;
        this.defaultNamespace = defaultNamespace;
    }

    String name() {
        return name;
    }

    ApiResources resources() {
        return resources;
    }

    ObjectLists objects() {
        return objects;
    }

    KindWatches watches() {
        return watches;
    }

    /** The namespace that an object really has. */
    String namespace(ApiResource resource, ObjectName object) {
        if (!resource.isNamespaced()) {
            return "";
        }
        return object.namespace().isEmpty() ? defaultNamespace : object.namespace();
    }

    /** Reads something; what is not there is a reply like any other. */
    Reply get(String path, CallContext ticket) {
        Reply reply = patiently("GET", path, JSON, null, ticket);
        if (reply.isDone() || reply.status() == 404 || reply.status() == 403 || reply.status() == 410) {
            return reply;
        }
        throw Refusal.of(reply, name, "read " + path, true);
    }

    /** Changes something. The reply is for the caller to judge. */
    Reply write(String method, String path, String type, JsonNode body, CallContext ticket) {
        return patiently(method, path, type, body, ticket);
    }

    /** Asks what a change would come to, once. */
    Reply ask(String method, String path, String type, JsonNode body, CallContext ticket) {
        return once(method, path, type, body, ticket);
    }

    /** A stream of what happens. */
    CompletableFuture<HttpResponse<InputStream>> stream(String path) {
        HttpRequest request = client.newHttpRequestBuilder().uri(base + path).build();
        return client.sendAsync(request, InputStream.class);
    }

    private Reply patiently(String method, String path, String type, @Nullable JsonNode body, CallContext ticket) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long pause = SHORTEST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            Reply reply = once(method, path, type, body, ticket);
            if (!Refusal.isPassing(reply) || System.nanoTime() > until || ticket.cancelled()) {
                return reply;
            }
            ticket.retrying(attempt, Duration.ofMillis(pause), reply.message());
            Pause.of(pause, ticket);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }

    private Reply once(String method, String path, String type, @Nullable JsonNode body, CallContext ticket) {
        boolean reads = method.equals("GET") || path.contains("dryRun=");
        HttpRequest.Builder builder = client.newHttpRequestBuilder().uri(base + path);
        if (body != null) {
            builder.method(method, type, body.toString());
        } else if (!method.equals("GET")) {
            builder.method(method, type, "");
        }
        HttpRequest request = builder.header("Accept", JSON).build();
        try {
            HttpResponse<byte[]> response = ticket.call("kube:" + name, () -> {
                        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, byte[].class);
                        ticket.onCancel(() -> sent.cancel(true));
                        return sent.orTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
                    })
                    .toCompletableFuture()
                    .get();
            return reply(response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(method, path, reads, e);
        } catch (ExecutionException e) {
            throw broken(method, path, reads, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        byte[] body = response.body() == null ? new byte[0] : response.body();
        JsonNode read = Json.read(body);
        boolean isStatus = read.path("kind").asText("").equals("Status");
        String text = read.isMissingNode() && body.length < 1000
                ? new String(body, java.nio.charset.StandardCharsets.UTF_8)
                : "";
        String after = response.header("Retry-After");
        Duration wait = after != null && after.matches("[0-9]{1,5}")
                ? Duration.ofSeconds(Long.parseLong(after))
                : Duration.ZERO;
        return new Reply(response.code(), read, isStatus ? "" : text, wait);
    }

    private Failure broken(String method, String path, boolean reads, Throwable error) {
        return Unreachable.failure(name, base, method + " " + path.replaceFirst("\\?.*", ""), reads, error);
    }

    @Override
    public String toString() {
        return name + " at " + base;
    }

    /** Whether an error is that of a request which took too long. */
    static boolean isTimeout(Throwable error) {
        return error instanceof TimeoutException
                || error instanceof IOException timeout
                        && String.valueOf(timeout.getMessage()).contains("timed out");
    }
}
