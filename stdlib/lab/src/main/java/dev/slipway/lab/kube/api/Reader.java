package dev.slipway.lab.kube.api;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Gets one object, and lists many in pages (kubernetes/apiserver: pkg/storage/etcd3/store.go, pkg/storage/continue.go). */
final class Reader {
    private static final String EXPIRED = "The provided continue parameter is too old to display a consistent list"
            + " result. You can start a new list without the continue parameter, or use the continue token in this"
            + " response to retrieve the remainder of the results. Continuing with the provided token results in an"
            + " inconsistent list - objects that were created, modified, or deleted between the time the first chunk was"
            + " returned and now may show up in the list.";

    private final Cluster cluster;

    Reader(Cluster cluster) {
        this.cluster = cluster;
    }

    Stored stored(ResourceType type, String namespace, String name) {
        return cluster.store()
                .get(type.key(), Stored.key(type.namespaced() ? namespace : "", name))
                .orElseThrow(() -> ApiError.notFound(type.named(), name));
    }

    /** An object as this version of its resource shows it. */
    static Map<String, Object> shown(ResourceType type, Map<String, Object> object) {
        if (Tree.text(object, "apiVersion").equals(type.apiVersion())
                || Tree.text(object, "kind").equals("Status")) {
            return object;
        }
        Map<String, Object> shown = new java.util.LinkedHashMap<>(object);
        shown.put("apiVersion", type.apiVersion());
        return shown;
    }

    Map<String, Object> list(ResourceType type, Call call) {
        var choice = new Choice(type, call);
        long limit = number(call.parameter("limit").orElse("0"));
        String token = call.parameter("continue").orElse("");
        String version = call.parameter("resourceVersion").orElse("");
        checkMatch(call, version, token);
        String what = type.key() + "\0" + call.namespace();
        long revision = cluster.store().revision();
        String start = "";
        List<Stored> all = null;
        if (!token.isEmpty()) {
            Map<String, Object> parsed = parsed(token);
            start = Tree.text(parsed, "start");
            long rv = Tree.number(parsed, 0, "rv");
            if (rv > 0) {
                all = cluster.store().kept(rv, what).orElse(null);
                revision = rv;
                if (all == null) {
                    throw expired(start);
                }
            }
        } else if (!version.isEmpty() && !version.equals("0") && number(version) > revision) {
            throw tooLarge(number(version), revision);
        }
        if (all == null) {
            all = cluster.store().list(type.key(), call.namespace());
        }
        return page(type, call, all, what, revision, start, limit, choice);
    }

    private Map<String, Object> page(
            ResourceType type,
            Call call,
            List<Stored> all,
            String what,
            long revision,
            String start,
            long limit,
            Choice choice) {
        var items = new ArrayList<Object>();
        String last = "";
        int left = 0;
        for (Stored stored : all) {
            String key = call.namespace().isEmpty() ? stored.key() : stored.name();
            if (key.startsWith("/")) {
                key = key.substring(1);
            }
            boolean before = !start.isEmpty() && key.compareTo(start.replace("\0", "")) <= 0;
            if (!before && limit > 0 && items.size() == limit) {
                left++;
            } else if (!before && choice.takes(stored.object())) {
                items.add(item(type, stored));
                last = key;
            }
        }
        var meta = Tree.of("resourceVersion", String.valueOf(revision));
        if (type.custom()) {
            meta.put("continue", "");
        }
        if (left > 0) {
            cluster.store().keep(revision, what, all);
            meta.put("continue", token(revision, last));
            if (call.parameter("labelSelector").isEmpty()
                    && call.parameter("fieldSelector").isEmpty()) {
                meta.put("remainingItemCount", (long) left);
            }
        }
        return Tree.of("kind", type.listKind(), "apiVersion", type.apiVersion(), "metadata", meta, "items", items);
    }

    /** Items of built-in lists do not say what they are. */
    private static Map<String, Object> item(ResourceType type, Stored stored) {
        if (type.custom()) {
            return shown(type, stored.object());
        }
        var item = new java.util.LinkedHashMap<>(stored.object());
        item.remove("kind");
        item.remove("apiVersion");
        return item;
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("strconv.ParseInt: parsing " + GoText.quoted(text) + ": invalid syntax");
        }
    }

    private static void checkMatch(Call call, String version, String token) {
        String match = call.parameter("resourceVersionMatch").orElse("");
        if (!match.isEmpty()
                && version.isEmpty()
                && !call.isTrue("sendInitialEvents")
                && call.parameter("sendInitialEvents").isEmpty()) {
            throw ApiError.invalid(
                    new GroupName("meta.k8s.io", "ListOptions"),
                    "",
                    List.of(FieldError.forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch is forbidden unless resourceVersion is provided")));
        } else if (!token.isEmpty() && !version.isEmpty() && !version.equals("0")) {
            throw ApiError.badRequest("specifying resource version is not allowed when using continue");
        }
    }

    private static Map<String, Object> parsed(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(
                    "invalid continue token: continue key is not valid: illegal base64 data at input byte 0");
        }
        try {
            return Tree.map(JsonReader.read(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest("invalid continue token: continue key is not valid: " + e.why());
        }
    }

    private static String token(long revision, String last) {
        String json = Json.text(Tree.of("v", "meta.k8s.io/v1", "rv", revision, "start", last + "\0"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiError expired(String start) {
        ApiError plain = ApiError.expired(EXPIRED);
        return new ApiError(410, "Expired", EXPIRED, plain.details()) {
            private static final long serialVersionUID = 1;

            @Override
            public Map<String, Object> status() {
                Map<String, Object> status = super.status();
                status.put("metadata", Tree.of("continue", token(-1, start.replace("\0", ""))));
                return status;
            }
        };
    }

    private static ApiError tooLarge(long version, long revision) {
        return new ApiError(
                504,
                "Timeout",
                "Too large resource version: " + version + ", current: " + revision,
                Tree.of(
                        "causes",
                        List.of(Tree.of("reason", "ResourceVersionTooLarge", "message", "Too large resource version")),
                        "retryAfterSeconds",
                        1L));
    }
}
