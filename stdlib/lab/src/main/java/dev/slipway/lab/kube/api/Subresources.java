package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.auth.Authenticator;
import dev.slipway.lab.kube.auth.User;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What an object can be asked besides itself: its scale, its eviction, tokens of accounts. */
final class Subresources {
    private final Cluster cluster;
    private final Writer writer;
    private final Authenticator authenticator;
    private final Scales scales;
    private final Evictions evictions;

    Subresources(Cluster cluster, Writer writer, Authenticator authenticator) {
        this.cluster = cluster;
        this.writer = writer;
        this.authenticator = authenticator;
        this.scales = new Scales(cluster);
        this.evictions = new Evictions(cluster);
    }

    Answer answer(ResourceType type, Call call, Body body, Reader reader) {
        if (!type.has(call.subresource())) {
            throw ApiError.noResource();
        }
        synchronized (cluster.store()) {
            Stored stored = reader.stored(type, call.namespace(), call.name());
            return switch (call.subresource()) {
                case "scale" -> scales.answer(type, stored, call);
                case "eviction" -> evictions.answer(type, stored, call);
                case "token" -> token(stored, call);
                case "finalize" -> finalize(type, stored, call, body);
                case "binding" -> bind(type, stored, call);
                case "approval", "ephemeralcontainers", "resize" -> changed(type, call, body);
                case "log", "exec", "attach", "portforward", "proxy" ->
                    throw new ApiError(
                            501,
                            "NotImplemented",
                            "the lab has no kubelet: " + call.subresource() + " of " + type.plural() + " "
                                    + stored.key() + " is not simulated",
                            Tree.of());
                default -> throw ApiError.noResource();
            };
        }
    }

    private Answer changed(ResourceType type, Call call, Body body) {
        return switch (call.verb()) {
            case "update" -> Answer.json(200, writer.update(type, call, body).object());
            case "patch" -> Answer.json(200, writer.patch(type, call, body).object());
            default -> throw ApiError.noMethod();
        };
    }

    /** A namespace whose finalizers are done goes (kubernetes/kubernetes: pkg/registry/core/namespace/storage/storage.go). */
    private Answer finalize(ResourceType type, Stored stored, Call call, Body body) {
        if (!call.verb().equals("update")) {
            throw ApiError.noMethod();
        }
        Map<String, Object> given = body.object(type);
        Map<String, Object> object = Tree.copy(stored.object());
        Object finalizers = Tree.get(given, "spec", "finalizers");
        if (finalizers == null) {
            Tree.set(object, Tree.of(), "spec");
        } else {
            Tree.set(object, finalizers, "spec", "finalizers");
        }
        boolean done = Tree.has(object, "metadata", "deletionTimestamp")
                && Tree.list(object, "spec", "finalizers").isEmpty()
                && Tree.list(object, "metadata", "finalizers").isEmpty();
        if (done) {
            cluster.store().remove(type.key(), stored);
            return Answer.json(200, object);
        }
        return Answer.json(
                200, cluster.store().put(type.key(), stored.key(), object).object());
    }

    private Answer bind(ResourceType type, Stored stored, Call call) {
        Map<String, Object> pod = Tree.copy(stored.object());
        try {
            Tree.set(pod, Tree.text(Body.json(call), "target", "name"), "spec", "nodeName");
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest(e.why());
        }
        cluster.store().put(type.key(), stored.key(), pod);
        return Answer.created();
    }

    private Answer token(Stored account, Call call) {
        if (!call.verb().equals("create")) {
            throw ApiError.noMethod();
        }
        Map<String, Object> request;
        try {
            request = Tree.copy(Tree.map(Body.json(call)));
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest(e.why());
        }
        String token = "lab." + UUID.randomUUID().toString().replace("-", "");
        authenticator.admit(
                token,
                User.serviceAccount(
                        account.namespace(), account.name(), Tree.text(account.object(), "metadata", "uid")));
        long seconds = Tree.number(request, 3600, "spec", "expirationSeconds");
        Tree.set(request, seconds, "spec", "expirationSeconds");
        request.put("kind", "TokenRequest");
        request.put("apiVersion", "authentication.k8s.io/v1");
        Tree.set(request, account.name(), "metadata", "name");
        Tree.set(request, account.namespace(), "metadata", "namespace");
        request.put(
                "status",
                Tree.of(
                        "token",
                        token,
                        "expirationTimestamp",
                        Cluster.text(cluster.clock().now().plus(Duration.ofSeconds(seconds)))));
        return Answer.json(201, request);
    }
}
