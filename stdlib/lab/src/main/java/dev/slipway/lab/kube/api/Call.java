package dev.slipway.lab.kube.api;

import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.kube.auth.Attributes;
import dev.slipway.lab.kube.auth.User;
import dev.slipway.lab.kube.object.ApiError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request, taken apart (kubernetes/apiserver: pkg/endpoints/request/requestinfo.go). */
final class Call {
    private final HttpRequest ask;
    private final User user;
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private final String group;
    private final String version;
    private String namespace = "";
    private String resource = "";
    private String name = "";
    private String subresource = "";

    Call(HttpRequest ask, User user) {
        this.ask = ask;
        this.user = user;
        for (String part : ask.query().split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String key = decoded(equals < 0 ? part : part.substring(0, equals));
                parameters
                        .computeIfAbsent(key, one -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(part.substring(equals + 1)));
            }
        }
        List<String> parts = new ArrayList<>(Arrays.asList(ask.path().split("/", -1)));
        parts.removeIf(String::isEmpty);
        boolean core = parts.size() >= 2 && parts.get(0).equals("api");
        boolean grouped = parts.size() >= 3 && parts.get(0).equals("apis");
        group = grouped ? parts.get(1) : "";
        version = core ? parts.get(1) : grouped ? parts.get(2) : "";
        if (core || grouped) {
            resource(parts.subList(core ? 2 : 3, parts.size()));
        }
    }

    private void resource(List<String> parts) {
        if (parts.isEmpty()) {
            return;
        }
        List<String> rest = parts;
        if (rest.get(0).equals("namespaces")
                && rest.size() > 2
                && !List.of("status", "finalize").contains(rest.get(2))) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        } else if (rest.get(0).equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1); // a namespace is in itself
        }
        resource = rest.get(0);
        name = rest.size() > 1 ? rest.get(1) : "";
        subresource = rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : "";
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("invalid URL escape \"" + text + "\"");
        }
    }

    HttpRequest ask() {
        return ask;
    }

    User user() {
        return user;
    }

    String path() {
        return ask.path();
    }

    String group() {
        return group;
    }

    String version() {
        return version;
    }

    String resource() {
        return resource;
    }

    /** The namespace of the object; that of a namespace is none. */
    String namespace() {
        return resource.equals("namespaces") && group.isEmpty() ? "" : namespace;
    }

    String name() {
        return name;
    }

    String subresource() {
        return subresource;
    }

    boolean isResource() {
        return !resource.isEmpty();
    }

    boolean isWatch() {
        return verb().equals("watch");
    }

    Optional<String> parameter(String parameter) {
        List<String> values = parameters.getOrDefault(parameter, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    List<String> all(String parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    boolean isTrue(String parameter) {
        String value = parameter(parameter).orElse("false");
        return value.equals("true") || value.equals("1") || value.isEmpty();
    }

    boolean isDryRun() {
        return all("dryRun").contains("All");
    }

    /** What a role allows. */
    String verb() {
        boolean one = !name.isEmpty();
        return switch (ask.method()) {
            case "GET", "HEAD" -> !isResource() ? "get" : isTrue("watch") ? "watch" : one ? "get" : "list";
            case "POST" -> isResource() ? "create" : "post";
            case "PUT" -> isResource() ? "update" : "put";
            case "PATCH" -> "patch";
            case "DELETE" -> isResource() && !one ? "deletecollection" : "delete";
            default -> ask.method().toLowerCase(java.util.Locale.ROOT);
        };
    }

    Attributes attributes() {
        if (!isResource()) {
            return new Attributes(verb(), "", "", "", "", "", path());
        }
        return new Attributes(verb(), group, resource, subresource, namespace, name, "");
    }

    /** The manager of the fields that this changes: as it says, or by its program. */
    String manager() {
        String given = parameter("fieldManager").orElse("");
        String agent = ask.header("user-agent").orElse("");
        String program = agent.split("/", 2)[0];
        return !given.isEmpty()
                ? given
                : program.isEmpty() ? "unknown" : program.substring(0, Math.min(128, program.length()));
    }
}
