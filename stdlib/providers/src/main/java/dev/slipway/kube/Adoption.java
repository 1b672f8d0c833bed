package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.provide.CallContext;
import java.util.List;

/**
 * Takes over an object that was made with another tool, once its fields are applied. The entries of the tool among the
 * managed fields are removed: what it left behind would otherwise own fields forever, so that a field deleted from the script
 * would stay. No value changes by this, other than with k8s.io/client-go v0.35.4 util/csaupgrade, which makes the entries
 * those of the new manager, so that fields that it does not declare go.
 */
final class Adoption {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final int ATTEMPTS = 5;

    private Adoption() {}

    /** The object as it is then. */
    static Reply of(ApiServer server, ApiResource resource, String namespace, ObjectName object, CallContext ticket) {
        for (int attempt = 1; ; attempt++) {
            Reply current = server.get(resource.object(namespace, object.name()), ticket);
            if (!current.isDone()) {
                throw KubeObjects.gone(object);
            }
            ArrayNode patch = patch(current.body());
            if (patch.isEmpty()) {
                return current;
            }
            String path = resource.object(namespace, object.name()) + "?fieldManager=" + ManagedFields.SLIPWAY;
            Reply reply = server.write("PATCH", path, ApiServer.JSON_PATCH, patch, ticket);
            if (reply.isDone()) {
                return reply;
            }
            boolean isLate = reply.status() == 409 || reply.status() == 422;
            if (!isLate || attempt == ATTEMPTS) {
                throw Refusal.of(reply, server.name(), "take over " + object, false);
            }
        }
    }

    /** Only of the very version that was read: managed fields are replaced as a whole. */
    private static ArrayNode patch(JsonNode live) {
        var nodes = JsonNodeFactory.instance;
        ArrayNode patch = nodes.arrayNode();
        var managed = new ManagedFields(live);
        List<JsonNode> kept = managed.withoutTools();
        if (kept.size() < managed.size()) {
            ArrayNode entries = nodes.arrayNode();
            kept.forEach(entries::add);
            patch.addObject()
                    .put("op", "replace")
                    .put("path", "/metadata/managedFields")
                    .set("value", entries);
        }
        if (live.path("metadata").path("annotations").has(LAST_APPLIED)) {
            String path = "/metadata/annotations/" + LAST_APPLIED.replace("/", "~1");
            patch.addObject().put("op", "remove").put("path", path);
        }
        if (!patch.isEmpty()) {
            patch.insertObject(0)
                    .put("op", "replace")
                    .put("path", "/metadata/resourceVersion")
                    .set("value", live.path("metadata").path("resourceVersion"));
        }
        return patch;
    }
}
