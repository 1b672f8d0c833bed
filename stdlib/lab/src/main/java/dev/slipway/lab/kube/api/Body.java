package dev.slipway.lab.kube.api;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.custom.CustomObjects;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Decoder;
import dev.slipway.lab.kube.schema.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the object that a request brings, as strictly as it wants (kubernetes/apiserver: pkg/endpoints/handlers/create.go). */
final class Body {
    private static final int SHOWN = 30;

    private final Call call;
    private final List<String> warnings = new ArrayList<>();

    Body(Call call) {
        this.call = call;
    }

    /** What the client is warned of, as headers. */
    List<String> warnings() {
        return warnings.stream()
                .map(text -> "Warning: 299 - " + GoText.quoted(text))
                .toList();
    }

    /** The object of a type in the body, without defaults. */
    Map<String, Object> object(ResourceType type) {
        String text = new String(call.ask().body(), StandardCharsets.UTF_8);
        var duplicates = new ArrayList<String>();
        Object json;
        try {
            json = JsonReader.read(text, duplicates);
        } catch (JsonReader.Malformed e) {
            throw unrecognized(type, e.why(), text);
        }
        if (!(json instanceof Map<?, ?>)) {
            throw unrecognized(
                    type,
                    "json: cannot unmarshal "
                            + (json instanceof List<?> ? "array" : json instanceof String ? "string" : "number")
                            + " into Go value of type struct { APIVersion string"
                            + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }",
                    text);
        }
        return typed(type, Tree.map(json), duplicates);
    }

    private static ApiError unrecognized(ResourceType type, String why, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String shown = text.isEmpty()
                ? "<empty>"
                : text.startsWith("{")
                        ? text.substring(0, Math.min(text.length(), SHOWN)) + (text.length() > SHOWN ? " ..." : "")
                        : HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN))
                                + (bytes.length > SHOWN ? " ..." : "");
        return ApiError.badRequest("the object provided is unrecognized (must be of type " + type.kind()
                + "): couldn't get version/kind; json parse error: " + why + " (" + shown + ")");
    }

    private Map<String, Object> typed(ResourceType type, Map<String, Object> json, List<String> duplicates) {
        String kind = Tree.text(json, "kind");
        String version = Tree.text(json, "apiVersion");
        if (kind.isEmpty()) {
            json.put("kind", type.kind());
        }
        if (version.isEmpty()) {
            json.put("apiVersion", type.apiVersion());
        }
        checkKind(type, Tree.text(json, "kind"), Tree.text(json, "apiVersion"));
        return decoded(type, json, duplicates);
    }

    private static void checkKind(ResourceType type, String kind, String version) {
        if (kind.equals(type.kind()) && version.equals(type.apiVersion())) {
            return;
        }
        String expected = type.kind();
        if (type.custom()) {
            throw ApiError.badRequest("the object provided is unrecognized (must be of type " + expected
                    + "): the API version in the data (" + version + ") does not match the expected API version ("
                    + type.apiVersion() + ")");
        }
        String front = kind + " in version " + GoText.quoted(version) + " cannot be handled as a " + expected + ": ";
        if (!version.equals(type.apiVersion()) || !Character.isUpperCase(kind.charAt(0))) {
            throw ApiError.badRequest(front + "no kind " + GoText.quoted(kind) + " is registered for version "
                    + GoText.quoted(version) + " in scheme \"pkg/runtime/scheme.go:111\"");
        }
        throw ApiError.badRequest(front + "no kind " + GoText.quoted(kind) + " is registered for version "
                + GoText.quoted(version) + " in scheme \"pkg/runtime/scheme.go:111\"");
    }

    /** The object that some JSON is, with what is unknown in it reported as the request wants. */
    Map<String, Object> decoded(ResourceType type, Map<String, Object> json, List<String> duplicates) {
        var unknown = new ArrayList<String>();
        Map<String, Object> object;
        try {
            if (type.custom()) {
                object = custom(type, json, unknown);
            } else {
                object = Decoder.read(type.schema(), json, unknown);
            }
        } catch (Decoder.Unreadable e) {
            throw ApiError.badRequest(type.kind() + " in version " + GoText.quoted(type.version())
                    + " cannot be handled as a " + type.kind() + ": " + e.why());
        }
        var problems = new ArrayList<String>();
        if (type.custom()) {
            duplicates.forEach(path -> problems.add("duplicate field " + GoText.quoted(path)));
        }
        unknown.forEach(path -> problems.add("unknown field " + GoText.quoted(path)));
        if (!type.custom()) {
            duplicates.forEach(path -> problems.add("duplicate field " + GoText.quoted(path)));
        }
        report(type, problems);
        return object;
    }

    /** The object that a patch makes; what is wrong with it is the patch's fault. */
    Map<String, Object> patched(ResourceType type, Map<String, Object> json, List<String> duplicates) {
        try {
            return decoded(type, json, duplicates);
        } catch (ApiError e) {
            String front = " cannot be handled as a " + type.kind() + ": ";
            int at = e.message().indexOf(front);
            if (at < 0) {
                throw e;
            }
            String why = e.message().substring(at + front.length());
            throw ApiError.invalid(
                    new GroupName("", ""), "", List.of(FieldError.invalid("patch", Json.text(json), why)));
        }
    }

    private static Map<String, Object> custom(ResourceType type, Map<String, Object> json, List<String> unknown) {
        Map<String, Object> object = Tree.copy(json);
        var metaUnknown = new ArrayList<String>();
        if (object.get("metadata") instanceof Map<?, ?> meta) {
            object.put(
                    "metadata",
                    Decoder.read(type.schema().member("metadata").orElseThrow(), Tree.map(meta), metaUnknown));
        } else {
            object.put("metadata", Tree.of());
        }
        CustomObjects.preset(type.openApi(), object);
        CustomObjects.dropNulls(type.openApi(), object);
        metaUnknown.forEach(name -> unknown.add("metadata." + name));
        CustomObjects.prune(type.openApi(), object, unknown);
        java.util.Collections.sort(unknown);
        return object;
    }

    /** Refuses, warns of, or passes over what does not belong into an object. */
    void report(ResourceType type, List<String> problems) {
        String wanted = call.parameter("fieldValidation").orElse("");
        if (problems.isEmpty() || wanted.equals("Ignore")) {
            return;
        } else if (wanted.equals("Strict")) {
            throw ApiError.badRequest(type.kind() + " in version " + GoText.quoted(type.version())
                    + " cannot be handled as a " + type.kind() + ": strict decoding error: "
                    + problems.stream().collect(Collectors.joining(", ")));
        }
        warnings.addAll(problems);
    }

    /** The options of a deletion, in the body or, without one, empty. */
    static Map<String, Object> options(Call call) {
        String text = new String(call.ask().body(), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return Tree.of();
        }
        try {
            return Tree.map(JsonReader.read(text));
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest("couldn't get version/kind; json parse error: " + e.why());
        }
    }

    static @Nullable Object json(Call call) throws JsonReader.Malformed {
        return JsonReader.read(new String(call.ask().body(), StandardCharsets.UTF_8));
    }
}
