package dev.slipway.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;

/**
 * One server-side apply. Fields of another manager are a conflict, unless the script takes them over, or they were changed
 * by hand since and nothing would apply them again: then the plan has shown the change and that it is put back.
 */
final class Application {
    private final ApiServer server;
    private final ApiResource resource;
    private final String namespace;
    private final ObjectName object;
    private final Fields desired;
    private final CallContext ticket;

    Application(
            ApiServer server,
            ApiResource resource,
            String namespace,
            ObjectName object,
            Fields desired,
            CallContext ticket) {
        this.server = server;
        this.resource = resource;
        this.namespace = namespace;
        this.object = object;
        this.desired = desired;
        this.ticket = ticket;
    }

    static String path(ApiResource resource, String namespace, String name) {
        return resource.object(namespace, name) + "?fieldManager=" + ManagedFields.SLIPWAY + "&fieldValidation=Strict";
    }

    /**
     * Applies the object.
     *
     * @param reverts whether changes by hand are put back
     * @param adopts whether it is taken over from the tool that made it
     */
    Reply run(boolean reverts, boolean adopts) {
        ObjectNode body = ObjectBody.of(desired, resource, namespace, ticket);
        String path = path(resource, namespace, object.name());
        boolean force = desired.get("force") == BoolValue.TRUE;
        Reply reply = server.write("PATCH", force ? path + "&force=true" : path, ApiServer.APPLY, body, ticket);
        if (reply.isFieldConflict()) {
            var conflict = new FieldConflict(reply);
            boolean isOurs = (adopts && conflict.isOfTools()) || (reverts && isDrift(conflict));
            if (!isOurs) {
                throw conflict.failure(server.name(), object);
            }
            ticket.say("taking back " + conflict.words());
            reply = server.write("PATCH", path + "&force=true", ApiServer.APPLY, body, ticket);
        }
        if (reply.isDone()) {
            return reply;
        }
        throw failure(reply);
    }

    private boolean isDrift(FieldConflict conflict) {
        return KubeObjects.current(server, resource, namespace, object, ticket)
                .map(live -> conflict.isDrift(new ManagedFields(live)))
                .orElse(true);
    }

    private Failure failure(Reply reply) {
        if (Refusal.isImmutable(reply)) {
            return immutable(reply, server.name(), object);
        }
        return Refusal.of(reply, server.name(), "apply " + object, false);
    }

    /** What only another object could have. */
    static Failure immutable(Reply reply, String cluster, ObjectName object) {
        return new Failure.Rejected(
                object + " in " + cluster + " cannot be changed so: " + reply.message(),
                "restore the value, or delete and create the object with --replace");
    }
}
