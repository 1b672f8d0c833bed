package dev.slipway.lab.kube.store;

import java.util.Map;

/**
 * An object as it is stored; nobody changes it, a change stores another.
 *
 * @param key its namespace and name, {@code default/web}, or {@code /web} where there are no namespaces
 */
public record Stored(String key, long revision, Map<String, Object> object) {
    public String namespace() {
        return key.substring(0, key.indexOf('/'));
    }

    public String name() {
        return key.substring(key.indexOf('/') + 1);
    }

    public static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
