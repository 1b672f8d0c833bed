package dev.slipway.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Decimal;
import dev.slipway.model.Fields;
import dev.slipway.model.IntValue;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.function.Function;

/** JSON as the API speaks it, from values and back. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What is not JSON, such as a plain 404, is missing. */
    static JsonNode read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Value value(JsonNode node) {
        if (node.isObject()) {
            var entries = new TreeMap<String, Value>();
            node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
            return new Fields(entries);
        } else if (node.isArray()) {
            var items = new ArrayList<Value>(node.size());
            node.forEach(item -> items.add(value(item)));
            return new ListValue(items);
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new IntValue(node.longValue());
        } else if (node.isNumber()) {
            return new Decimal(node.decimalValue());
        } else if (node.isBoolean()) {
            return BoolValue.of(node.booleanValue());
        }
        return node.isNull() || node.isMissingNode() ? Missing.ABSENT : Value.of(node.asText());
    }

    static JsonNode node(Value value, Function<Secret, String> reveal) {
        var nodes = JsonNodeFactory.instance;
        if (value instanceof Fields fields) {
            var object = nodes.objectNode();
            for (int i = 0; i < fields.size(); i++) {
                if (fields.value(i) != Missing.ABSENT) {
                    object.set(fields.name(i), node(fields.value(i), reveal));
                }
            }
            return object;
        } else if (value instanceof ListValue list) {
            var array = nodes.arrayNode();
            list.values().forEach(item -> array.add(node(item, reveal)));
            return array;
        } else if (value instanceof IntValue whole) {
            return nodes.numberNode(whole.number());
        } else if (value instanceof Decimal decimal) {
            return nodes.numberNode(decimal.number());
        } else if (value instanceof BoolValue truth) {
            return nodes.booleanNode(truth == BoolValue.TRUE);
        } else if (value instanceof Secret secret) {
            return nodes.textNode(reveal.apply(secret));
        }
        return nodes.textNode(value.toString());
    }
}
