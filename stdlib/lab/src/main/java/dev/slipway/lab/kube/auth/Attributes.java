package dev.slipway.lab.kube.auth;

/**
 * What is asked for, as it is authorized.
 *
 * @param path of a request that is not about a resource, which has no other parts then
 */
public record Attributes(
        String verb, String group, String resource, String subresource, String namespace, String name, String path) {
    public boolean isResource() {
        return path.isEmpty();
    }

    /** The resource with its subresource, as rules name it. */
    String combined() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
