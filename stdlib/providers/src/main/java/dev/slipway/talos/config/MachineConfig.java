package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.Trees;
import dev.slipway.talos.yaml.YamlDocuments;
import dev.slipway.talos.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a machine: documents, the one with {@code machine} and {@code cluster} first. Contains keys, so its
 * text never belongs in a log, and {@code toString} names the kinds only.
 */
public final class MachineConfig {
    private final List<ConfigDocument> documents;

    MachineConfig(List<ConfigDocument> documents) {
        var ordered = new ArrayList<ConfigDocument>();
        documents.stream().filter(ConfigDocument::isRoot).forEach(ordered::add);
        documents.stream().filter(document -> !document.isRoot()).forEach(ordered::add);
        this.documents = ordered;
    }

    /** Reads a configuration; any document that the newest contract knows is accepted. */
    public static MachineConfig parse(String yaml) {
        return parse(yaml, null);
    }

    /** Reads a configuration for machines of the contract; what they don't know is an error. */
    public static MachineConfig parse(String yaml, @Nullable Contract contract) {
        var decoder = new DocumentDecoder(contract);
        var documents = new ArrayList<ConfigDocument>();
        for (YamlNode node : YamlDocuments.read(yaml)) {
            if (node instanceof YamlNode.Mapping mapping) {
                documents.add(decoder.document(mapping));
            } else if (!(node instanceof YamlNode.Scalar scalar && scalar.isNull())) {
                throw ConfigException.at(node.line(), "document", "it must be a mapping", "write keys and values");
            }
        }
        if (documents.isEmpty()) {
            throw new ConfigException("machine configuration", "it has no documents", "add one");
        }
        return of(documents);
    }

    /** The documents as one configuration; two that configure the same thing are an error. */
    static MachineConfig of(List<ConfigDocument> documents) {
        Conflicts.check(documents);
        return new MachineConfig(documents);
    }

    public List<ConfigDocument> documents() {
        return List.copyOf(documents);
    }

    /** The first document of a kind, or null. */
    @Nullable
    ConfigDocument document(String kind) {
        return documents.stream()
                .filter(document -> document.kind().equals(kind))
                .findFirst()
                .orElse(null);
    }

    Stream<ConfigDocument> all(String kind) {
        return documents.stream().filter(document -> document.kind().equals(kind));
    }

    /** The fields of the root document, empty when it is missing. */
    java.util.Map<String, Object> root() {
        ConfigDocument root = document(DocumentKind.ROOT);
        return root == null ? new java.util.LinkedHashMap<>() : root.fields();
    }

    /** Whether the machine is part of the control plane. */
    public boolean isControlPlane() {
        Set<String> types = new HashSet<>(List.of("init", "controlplane"));
        return types.contains(Trees.text(Trees.at(root(), "machine", "type")));
    }

    MachineConfig copy() {
        return new MachineConfig(documents.stream().map(ConfigDocument::copy).toList());
    }

    /** The configuration as YAML, in the order of documents and fields in which upstream prints it. */
    public String yaml() {
        return Printer.print(documents);
    }

    @Override
    public String toString() {
        return "machine configuration " + documents;
    }
}
