package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an object has in the fields that are declared of it, and nothing else: no defaults, no fields of other managers.
 *
 * <p>Items of a list are matched by their keys where the API server merges them so, which the managed fields tell; all other
 * lists are compared as a whole. Where the server writes a value in another way than it was declared, the form that it had
 * right after it was applied stands for the declared one.
 */
final class Projection {
    /** By what items are matched in objects that Slipway has not applied yet. */
    private static final List<String> USUAL_KEYS =
            List.of("name", "containerPort", "port", "mountPath", "ip", "key", "type");

    private final Fields before;
    private final boolean learns;
    private final CallContext ticket;
    private final Map<String, Value> forms = new TreeMap<>();

    private Projection(Fields before, boolean learns, CallContext ticket) {
        this.before = before;
        this.learns = learns;
        this.ticket = ticket;
    }

    /**
     * As compared with how the server wrote the same values before.
     *
     * @param forms what {@link #forms} said then
     */
    static Projection comparing(Fields forms, CallContext ticket) {
        return new Projection(forms, false, ticket);
    }

    /** Right after the declared fields were applied: whatever differs is the way in which the server writes them. */
    static Projection learning(CallContext ticket) {
        return new Projection(Fields.NONE, true, ticket);
    }

    /** How the server writes what was declared otherwise, by path. */
    Fields forms() {
        return learns ? new Fields(forms) : before;
    }

    /** The declared fields as they are. */
    Fields of(Fields declared, JsonNode live, JsonNode owned) {
        var seen = new TreeMap<String, Value>();
        for (int i = 0; i < declared.size(); i++) {
            String name = declared.name(i);
            var path = new ArrayList<>(List.of(name));
            Value value = name.equals("stringData") && declared.value(i) instanceof Fields texts
                    ? decoded(texts, live.path("data"))
                    : at(path, declared.value(i), live.path(name), owned.path("f:" + name));
            if (value != Missing.ABSENT) {
                seen.put(name, value);
            }
        }
        return new Fields(seen);
    }

    private Value at(List<String> path, Value declared, JsonNode live, JsonNode owned) {
        if (declared instanceof Fields fields && (live.isObject() || isNothing(live))) {
            return fields(path, fields, live, owned);
        } else if (declared instanceof ListValue items && live.isArray()) {
            return items(path, items, live, owned);
        } else if (declared instanceof Secret secret && live.isValueNode()) {
            return new Secret(secret.source(), ticket.digest(live.asText()));
        } else if (isNothing(live) && isEmpty(declared)) {
            return declared;
        }
        return leaf(path, declared, Json.value(live));
    }

    private Value fields(List<String> path, Fields declared, JsonNode live, JsonNode owned) {
        var seen = new TreeMap<String, Value>();
        for (int i = 0; i < declared.size(); i++) {
            String name = declared.name(i);
            Value value =
                    within(path, name, () -> at(path, declared.get(name), live.path(name), owned.path("f:" + name)));
            if (value != Missing.ABSENT) {
                seen.put(name, value);
            }
        }
        boolean isGone = seen.isEmpty() && declared.size() > 0 && isNothing(live);
        return isGone ? Missing.ABSENT : new Fields(seen);
    }

    private Value items(List<String> path, ListValue declared, JsonNode live, JsonNode owned) {
        List<String> keys = keys(declared, owned);
        var seen = new ArrayList<Value>();
        if (!keys.isEmpty()) {
            var used = new HashSet<Integer>();
            for (int i = 0; i < declared.values().size(); i++) {
                Fields item = (Fields) declared.values().get(i);
                int at = matching(item, live, keys, used);
                if (at >= 0) {
                    used.add(at);
                    JsonNode of = owned(owned, live.get(at));
                    seen.add(within(path, Integer.toString(i), () -> at(path, item, live.get(at), of)));
                }
            }
            return new ListValue(seen);
        } else if (isSet(owned)) {
            var there = new HashSet<Value>();
            live.forEach(item -> there.add(Json.value(item)));
            declared.values().stream().filter(there::contains).forEach(seen::add);
            return new ListValue(seen);
        }
        if (live.size() != declared.values().size()) {
            return leaf(path, declared, Json.value(live));
        }
        for (int i = 0; i < live.size(); i++) {
            int at = i;
            seen.add(within(
                    path,
                    Integer.toString(i),
                    () -> at(path, declared.values().get(at), live.get(at), owned.path("-"))));
        }
        return new ListValue(seen);
    }

    /** The value itself, or the declared one where that is what the server makes of it. */
    private Value leaf(List<String> path, Value declared, Value live) {
        if (live.equals(declared) || (Quantity.isAt(path) && Quantity.same(declared.toString(), live.toString()))) {
            return declared;
        }
        String name = String.join("/", path);
        if (learns && live != Missing.ABSENT && !declared.isSecret()) {
            forms.put(name, live);
            return declared;
        }
        return before.get(name).equals(live) && live != Missing.ABSENT ? declared : live;
    }

    private Value decoded(Fields texts, JsonNode data) {
        var seen = new TreeMap<String, Value>();
        for (int i = 0; i < texts.size(); i++) {
            JsonNode live = data.path(texts.name(i));
            if (live.isTextual()) {
                String text = new String(Base64.getMimeDecoder().decode(live.asText()), StandardCharsets.UTF_8);
                seen.put(
                        texts.name(i),
                        texts.value(i) instanceof Secret secret
                                ? new Secret(secret.source(), ticket.digest(text))
                                : new StringValue(text));
            }
        }
        return new Fields(seen);
    }

    private interface Look {
        Value take();
    }

    private static Value within(List<String> path, String name, Look look) {
        path.add(name);
        Value value = look.take();
        path.remove(path.size() - 1);
        return value;
    }

    /** The names by which items are matched; none where the list has no keys. */
    private static List<String> keys(ListValue declared, JsonNode owned) {
        if (declared.values().isEmpty() || !declared.values().stream().allMatch(Fields.class::isInstance)) {
            return List.of();
        }
        for (Map.Entry<String, JsonNode> entry : owned.properties()) {
            if (entry.getKey().startsWith("k:")) {
                var names = new ArrayList<String>();
                Json.read(entry.getKey().substring(2).getBytes(StandardCharsets.UTF_8))
                        .fieldNames()
                        .forEachRemaining(names::add);
                return names;
            }
        }
        return owned.isMissingNode() ? usual(declared) : List.of();
    }

    private static List<String> usual(ListValue declared) {
        return USUAL_KEYS.stream()
                .filter(key -> declared.values().stream()
                        .allMatch(item -> ((Fields) item).names().contains(key)))
                .limit(1)
                .toList();
    }

    private static boolean isSet(JsonNode owned) {
        return owned.properties().stream().anyMatch(entry -> entry.getKey().startsWith("v:"));
    }

    /** A key that is not declared, such as the protocol of a port, has its default there. */
    private static int matching(Fields item, JsonNode live, List<String> keys, Set<Integer> used) {
        for (int i = 0; i < live.size(); i++) {
            JsonNode candidate = live.get(i);
            boolean fits = keys.stream()
                    .allMatch(key ->
                            item.get(key) == Missing.ABSENT || item.get(key).equals(Json.value(candidate.path(key))));
            if (fits && !used.contains(i)) {
                return i;
            }
        }
        return -1;
    }

    /** What is owned of the item that has these keys. */
    private static JsonNode owned(JsonNode owned, JsonNode item) {
        for (Map.Entry<String, JsonNode> entry : owned.properties()) {
            if (entry.getKey().startsWith("k:")) {
                JsonNode key = Json.read(entry.getKey().substring(2).getBytes(StandardCharsets.UTF_8));
                boolean fits = key.properties().stream()
                        .allMatch(part -> part.getValue().equals(item.path(part.getKey())));
                if (fits) {
                    return entry.getValue();
                }
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static boolean isNothing(JsonNode live) {
        return live.isMissingNode() || live.isNull();
    }

    private static boolean isEmpty(Value declared) {
        return declared instanceof Fields fields && fields.size() == 0
                || declared instanceof ListValue items && items.values().isEmpty()
                || declared == Missing.ABSENT;
    }
}
