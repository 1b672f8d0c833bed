package dev.slipway.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A kind as an API server serves it.
 *
 * @param group empty for the core group
 * @param plural the name in paths
 */
record ApiResource(String group, String version, String kind, String plural, boolean isNamespaced) {
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** All objects, or those of a namespace. */
    String collection(String namespace) {
        String within = isNamespaced && !namespace.isEmpty() ? "/namespaces/" + encoded(namespace) : "";
        return root(apiVersion()) + within + "/" + plural;
    }

    String object(String namespace, String name) {
        return collection(namespace) + "/" + encoded(name);
    }

    /** Where a group and version is served. */
    static String root(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
