package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import java.util.List;
import java.util.Map;

/** Answers what is not about resources: health, version, discovery, OpenAPI. */
final class Plain {
    private static final List<String> HEALTH = List.of("/healthz", "/livez", "/readyz");

    private final Cluster cluster;
    private final Discovery discovery;
    private final OpenApi openApi;

    Plain(Cluster cluster) {
        this.cluster = cluster;
        this.discovery = new Discovery(cluster);
        this.openApi = new OpenApi(cluster);
    }

    /** Whether everyone may read it (kubernetes/kubernetes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy, system:public-info-viewer). */
    static boolean isPublic(String path) {
        return HEALTH.contains(path) || path.equals("/version") || path.equals("/version/");
    }

    /** Whether everyone who is known may read it (the same, system:discovery). */
    static boolean isDiscovery(String path) {
        return path.equals("/api")
                || path.startsWith("/api/")
                || path.equals("/apis")
                || path.startsWith("/apis/")
                || path.startsWith("/openapi")
                || isPublic(path);
    }

    Answer answer(Call call) {
        String path = call.path().length() > 1 && call.path().endsWith("/")
                ? call.path().substring(0, call.path().length() - 1)
                : call.path();
        if (HEALTH.contains(path)) {
            return Answer.text(200, "ok");
        }
        return switch (path) {
            case "/version" -> Answer.json(200, version());
            case "/", "" -> Answer.json(200, discovery.paths());
            case "/api" ->
                Discovery.isAggregated(call)
                        ? discovery.aggregated(true)
                        : Answer.json(
                                200, discovery.core(call.ask().header("host").orElse("")));
            case "/apis" ->
                Discovery.isAggregated(call) ? discovery.aggregated(false) : Answer.json(200, discovery.groups());
            default -> path.startsWith("/openapi") ? openApi.answer(path, call) : group(path, call);
        };
    }

    private Answer group(String path, Call call) {
        Map<String, List<String>> groups = cluster.catalogue().groups();
        if (path.equals("/api/v1")) {
            return Answer.json(200, discovery.resources("", "v1"));
        } else if (path.startsWith("/apis/")) {
            String[] part = path.substring("/apis/".length()).split("/", -1);
            List<String> versions = groups.getOrDefault(part[0], List.of());
            if (part.length == 1 && !versions.isEmpty()) {
                Map<String, Object> group = Tree.of("kind", "APIGroup", "apiVersion", "v1");
                group.putAll(Discovery.group(part[0], versions));
                return Answer.json(200, group);
            } else if (part.length == 2 && versions.contains(part[1])) {
                return Answer.json(200, discovery.resources(part[0], part[1]));
            }
            return Answer.text(404, "404 page not found\n");
        }
        if (call.ask().method().equals("GET")) {
            return Answer.text(404, "404 page not found\n");
        }
        throw ApiError.noResource();
    }

    private Map<String, Object> version() {
        String minor = cluster.release().substring(cluster.release().indexOf('.') + 1);
        String before = String.valueOf(Integer.parseInt(minor) - 1);
        return Tree.of(
                "major", "1",
                "minor", minor,
                "emulationMajor", "1",
                "emulationMinor", minor,
                "minCompatibilityMajor", "1",
                "minCompatibilityMinor", before,
                "gitVersion", "v" + cluster.release() + ".0",
                "gitCommit", "",
                "gitTreeState", "clean",
                "buildDate", "1970-01-01T00:00:00Z",
                "goVersion", "go1.24.0",
                "compiler", "gc",
                "platform", "linux/amd64");
    }
}
