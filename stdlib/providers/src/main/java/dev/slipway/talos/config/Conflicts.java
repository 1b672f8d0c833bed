package dev.slipway.talos.config;

import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.Trees;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Documents that cannot stand in one configuration: two of one kind and name, two that configure the same link, address or
 * volume. Upstream: pkg/machinery/config/container/container.go, New; ConflictsWithKinds of the kinds.
 */
final class Conflicts {
    private static final Set<String> LINKS = Set.of(
            "BondConfig",
            "BridgeConfig",
            "DummyLinkConfig",
            "LinkConfig",
            "VethConfig",
            "VLANConfig",
            "VRFConfig",
            "WireguardConfig");

    private static final Map<String, String> OTHERS = Map.of(
            "HCloudVIPConfig", "Layer2VIPConfig",
            "Layer2VIPConfig", "HCloudVIPConfig",
            "UserVolumeConfig", "ExistingVolumeConfig",
            "ExistingVolumeConfig", "UserVolumeConfig");

    private final Set<String> seen = new HashSet<>();
    private final Map<String, ConfigDocument> links = new HashMap<>();

    static void check(List<ConfigDocument> documents) {
        var conflicts = new Conflicts();
        documents.forEach(conflicts::add);
    }

    private void add(ConfigDocument document) {
        if (!seen.add(document.kind() + "/" + document.name())) {
            throw new ConfigException(
                    document.isRoot() ? "machine and cluster" : document.toString(),
                    "the configuration contains this document twice",
                    "join both into one");
        }
        String other = OTHERS.get(document.kind());
        if (other != null && seen.contains(other + "/" + document.name())) {
            throw conflict(document, other + "/" + document.name());
        }
        if (LINKS.contains(document.kind())) {
            claim(document.name(), document);
            if (document.kind().equals("VethConfig")) {
                claim(Trees.text(Trees.at(document.fields(), "peer", "name")), document);
            }
        }
    }

    private void claim(String link, ConfigDocument document) {
        ConfigDocument owner = links.put(link, document);
        if (owner != null) {
            throw conflict(document, Objects.toString(owner));
        }
    }

    private static ConfigException conflict(ConfigDocument document, String other) {
        return new ConfigException(
                document.toString(), "it configures the same object as " + other, "remove one of the two documents");
    }
}
