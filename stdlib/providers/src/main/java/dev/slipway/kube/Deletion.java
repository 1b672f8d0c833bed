package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.model.Durations;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes an object and waits until it is gone, with all its finalizers. */
final class Deletion {
    /** Their pods go first, so that what they use is free when they are gone. */
    private static final Set<String> WITH_PODS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "ReplicationController");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final ApiServer server;
    private final ApiResource resource;
    private final ObjectName object;
    private final CallContext ticket;

    Deletion(ApiServer server, ApiResource resource, ObjectName object, CallContext ticket) {
        this.server = server;
        this.resource = resource;
        this.object = object;
        this.ticket = ticket;
    }

    /**
     * Deletes the object.
     *
     * @param uid of the object that is meant; one of the same name that was made since stays
     */
    void run(String uid) {
        String namespace = server.namespace(resource, object);
        ObjectNode options = Json.object();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.put("propagationPolicy", WITH_PODS.contains(object.kind()) ? "Foreground" : "Background");
        if (!uid.isEmpty()) {
            options.putObject("preconditions").put("uid", uid);
        }
        Reply reply =
                server.write("DELETE", resource.object(namespace, object.name()), ApiServer.JSON, options, ticket);
        if (reply.status() == 404 || (reply.status() == 409 && reply.says("UID in precondition"))) {
            server.objects().deleted(resource, namespace, object.name());
            return;
        } else if (!reply.isDone()) {
            throw Refusal.of(reply, server.name(), "delete " + object, false);
        }
        ticket.wrote();
        if (reply.body().path("metadata").has("deletionTimestamp") || reply.status() == 202) {
            awaitGone(namespace, uid);
        }
        server.objects().deleted(resource, namespace, object.name());
    }

    private void awaitGone(String namespace, String uid) {
        Duration left = ticket.remaining().minus(MARGIN);
        Duration patience = left.compareTo(PATIENCE) < 0 && left.compareTo(Duration.ZERO) > 0 ? left : PATIENCE;
        boolean gone = server.watches()
                .await(
                        resource,
                        namespace,
                        object.name(),
                        live -> live.isEmpty()
                                || !live.get()
                                        .path("metadata")
                                        .path("uid")
                                        .asText()
                                        .equals(uid),
                        patience,
                        ticket);
        if (!gone) {
            Optional<JsonNode> live = KubeObjects.current(server, resource, namespace, object, ticket);
            if (live.isPresent()
                    && live.get().path("metadata").path("uid").asText().equals(uid)) {
                throw Failure.InDoubt.atLast(
                        object + " in " + server.name() + " is not gone " + Durations.of(patience)
                                + " after it was deleted" + obstacles(live.get()),
                        "see to what it waits for; the next run looks again");
            }
        }
    }

    /** What keeps an object from going: its finalizers, and what a namespace says of its own content. */
    static String obstacles(JsonNode live) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode finalizer : live.path("metadata").path("finalizers")) {
            reasons.add("finalizer " + finalizer.asText());
        }
        for (JsonNode condition : live.path("status").path("conditions")) {
            boolean isOfDeletion = condition.path("type").asText().startsWith("Namespace");
            if (isOfDeletion && condition.path("status").asText().equals("True")) {
                reasons.add(condition.path("message").asText());
            }
        }
        return reasons.isEmpty() ? "" : ": it waits for " + String.join("; ", reasons);
    }
}
