package dev.slipway.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.model.Fields;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The inputs of a task as the object that is applied. */
final class ObjectBody {
    /** The label that names the cluster of the script that made an object. */
    static final String OWNER = "slipway.dev/cluster";

    /** Inputs that are about an object, and not fields of it. */
    static final Set<String> BESIDE =
            Set.of("kube", "force", "owner", "manager", "name", "namespace", "kind", "apiVersion");

    private ObjectBody() {}

    /** The declared fields alone, by their names in the object. */
    static Fields declared(Fields inputs) {
        var fields = new TreeMap<String, Value>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!BESIDE.contains(inputs.name(i))) {
                fields.put(inputs.name(i), inputs.value(i));
            }
        }
        return new Fields(fields);
    }

    static ObjectNode of(Fields inputs, ApiResource resource, String namespace, CallContext ticket) {
        ObjectNode body = Json.object();
        body.put("apiVersion", resource.apiVersion());
        body.put("kind", resource.kind());
        ObjectNode declared = (ObjectNode) Json.node(declared(inputs), ticket::reveal);
        ObjectNode metadata = body.putObject("metadata");
        metadata.put("name", inputs.text("name"));
        if (resource.isNamespaced()) {
            metadata.put("namespace", namespace);
        }
        if (declared.get("metadata") instanceof ObjectNode more) {
            metadata.setAll(more);
        }
        if (!inputs.text("owner").isEmpty()) {
            metadata.withObject("/labels").put(OWNER, inputs.text("owner"));
        }
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> field : declared.properties()) {
            if (field.getKey().equals("stringData")) {
                encode((ObjectNode) field.getValue(), body.withObject("/data"));
            } else if (!field.getKey().equals("metadata")) {
                body.set(field.getKey(), field.getValue());
            }
        }
        return body;
    }

    /** A field that can be written only (stringData) cannot be owned: the data is what is applied. */
    private static void encode(ObjectNode texts, ObjectNode data) {
        texts.properties().forEach(text -> {
            byte[] bytes = text.getValue().asText().getBytes(StandardCharsets.UTF_8);
            data.put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
        });
    }
}
