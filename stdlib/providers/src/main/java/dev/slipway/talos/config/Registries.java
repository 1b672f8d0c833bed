package dev.slipway.talos.config;

import dev.slipway.talos.yaml.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Mirrors of image registries, and what to trust. Upstream: pkg/machinery/config/generate/registry.go. */
final class Registries {
    /** As documents, since contract 1.12, sorted by kind and name. */
    static List<ConfigDocument> documents(ClusterInput input) {
        var documents = new ArrayList<ConfigDocument>();
        new TreeMap<>(input.registryMirrors).forEach((host, endpoints) -> {
            var urls = new ArrayList<Object>();
            endpoints.forEach(
                    url -> urls.add(Parts.of().put("url", GoUrl.canonical(url)).map()));
            documents.add(
                    Parts.document("RegistryMirrorConfig", host, Parts.of().when(!urls.isEmpty(), "endpoints", urls)));
        });
        var hosts = new TreeMap<String, Parts>();
        input.registryAuthorities.forEach(
                (host, ca) -> hosts.computeIfAbsent(host, key -> Parts.of()).put("ca", ca));
        input.insecureRegistries.forEach(
                host -> hosts.computeIfAbsent(host, key -> Parts.of()).put("insecureSkipVerify", true));
        hosts.forEach((host, tls) -> documents.add(Parts.document("RegistryTLSConfig", host, tls)));
        return documents;
    }

    /** In the root document, before contract 1.12; null when there is nothing to say. */
    static @Nullable Map<String, Object> inRoot(ClusterInput input) {
        Map<String, Object> mirrors = new LinkedHashMap<>();
        input.registryMirrors.forEach((host, endpoints) -> mirrors.put(
                host,
                Parts.of().put("endpoints", new ArrayList<Object>(endpoints)).map()));
        Map<String, Object> configs = new LinkedHashMap<>();
        input.registryAuthorities.forEach((host, ca) ->
                tls(configs, host).put("ca", Base64.getEncoder().encodeToString(ca.getBytes(StandardCharsets.UTF_8))));
        input.insecureRegistries.forEach(host -> tls(configs, host).put("insecureSkipVerify", true));
        Map<String, Object> registries = new LinkedHashMap<>();
        if (!mirrors.isEmpty()) {
            registries.put("mirrors", mirrors);
        }
        if (!configs.isEmpty()) {
            registries.put("config", configs);
        }
        return registries.isEmpty() ? null : registries;
    }

    private static Map<String, Object> tls(Map<String, Object> configs, String host) {
        Object config = configs.computeIfAbsent(host, key -> new LinkedHashMap<String, Object>());
        Object tls = Trees.map(config).computeIfAbsent("tls", key -> new LinkedHashMap<String, Object>());
        return Trees.map(tls);
    }

    private Registries() {}
}
