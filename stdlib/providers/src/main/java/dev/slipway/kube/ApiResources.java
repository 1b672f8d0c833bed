package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.provide.CallContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which kinds an API server serves, and under which names. A group and version is asked for once, and once more when it
 * lacks a kind: a CRD may have added it since.
 */
final class ApiResources {
    private final ApiServer server;
    private final Map<String, Map<String, ApiResource>> known = new ConcurrentHashMap<>();

    ApiResources(ApiServer server) {
        this.server = server;
    }

    /** The kind of an object; empty where it is not served. */
    Optional<ApiResource> find(ObjectName object, CallContext ticket) {
        Map<String, ApiResource> kinds = known.get(object.apiVersion());
        if (kinds == null || !kinds.containsKey(object.kind())) {
            kinds = ask(object.apiVersion(), kinds, ticket);
        }
        return Optional.ofNullable(kinds.get(object.kind()));
    }

    /** Forgets a kind, because it turned out not to be served any more. */
    void forget(ApiResource resource) {
        known.remove(resource.apiVersion());
    }

    /** One question at a time: whoever waited for the same answer finds it. */
    private synchronized Map<String, ApiResource> ask(
            String apiVersion, @org.jspecify.annotations.Nullable Map<String, ApiResource> before, CallContext ticket) {
        Map<String, ApiResource> meanwhile = known.get(apiVersion);
        if (meanwhile != null && meanwhile != before) {
            return meanwhile;
        }
        Reply reply = server.get(ApiResource.root(apiVersion), ticket);
        if (reply.status() == 403) {
            throw Refusal.of(reply, server.name(), "list the kinds of " + apiVersion, true);
        }
        var kinds = new ConcurrentHashMap<String, ApiResource>();
        for (JsonNode each : reply.body().path("resources")) {
            String plural = each.path("name").asText();
            if (!plural.contains("/")) {
                int slash = apiVersion.indexOf('/');
                String kind = each.path("kind").asText();
                kinds.put(
                        kind,
                        new ApiResource(
                                slash < 0 ? "" : apiVersion.substring(0, slash),
                                apiVersion.substring(slash + 1),
                                kind,
                                plural,
                                each.path("namespaced").asBoolean()));
            }
        }
        known.put(apiVersion, kinds);
        return kinds;
    }
}
