package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are merged into those of the same kind and name, appended when there are none, and deletions. Upstream:
 * pkg/machinery/config/configpatcher/strategic.go, StrategicMerge.
 */
final class StrategicPatch implements Patch {
    /** A document to merge, or a deletion. */
    private record Step(
            @Nullable ConfigDocument document, @Nullable PatchDeletion deletion) {}

    private final List<Step> steps;

    private StrategicPatch(List<Step> steps) {
        this.steps = steps;
    }

    /** Merges the documents, which are not changed. */
    static StrategicPatch of(List<ConfigDocument> documents) {
        return new StrategicPatch(
                documents.stream().map(document -> new Step(document, null)).toList());
    }

    static StrategicPatch parse(List<YamlNode> nodes, @Nullable Contract contract) {
        var decoder = new DocumentDecoder(contract);
        var steps = new ArrayList<Step>();
        for (YamlNode node : nodes) {
            if (node instanceof YamlNode.Mapping mapping) {
                PatchDeletion.extract(mapping).forEach(deletion -> steps.add(new Step(null, deletion)));
                if (!mapping.entries().isEmpty()) {
                    steps.add(new Step(decoder.document(mapping), null));
                }
            } else if (!(node instanceof YamlNode.Scalar scalar && scalar.isNull())) {
                throw ConfigException.at(node.line(), "patch", "it must be a document or a JSON patch", "");
            }
        }
        if (steps.isEmpty()) {
            throw new ConfigException("patch", "it has no documents", "add one, or remove the patch");
        }
        // Deletions in the root document come first: pkg/machinery/config/container/container.go, Documents.
        var ordered = new ArrayList<Step>();
        steps.stream().filter(StrategicPatch::isRootDeletion).forEach(ordered::add);
        steps.stream().filter(step -> !isRootDeletion(step)).forEach(ordered::add);
        return new StrategicPatch(ordered);
    }

    private static boolean isRootDeletion(Step step) {
        return step.deletion != null && step.deletion.kind().equals(DocumentKind.ROOT);
    }

    @Override
    public MachineConfig apply(MachineConfig config) {
        var documents = new ArrayList<>(config.copy().documents());
        Map<String, ConfigDocument> known = new LinkedHashMap<>();
        documents.forEach(document -> known.put(id(document), document));
        for (Step step : steps) {
            if (step.deletion != null) {
                delete(step.deletion, documents, known);
            } else if (step.document != null) {
                ConfigDocument existing = known.get(id(step.document));
                if (existing == null) {
                    ConfigDocument added = step.document.copy();
                    documents.add(added);
                    known.put(id(added), added);
                } else {
                    Merge.merge(existing, step.document);
                }
            }
        }
        return MachineConfig.of(documents);
    }

    private static void delete(
            PatchDeletion deletion, List<ConfigDocument> documents, Map<String, ConfigDocument> known) {
        ConfigDocument document = known.get(deletion.id());
        if (document == null) {
            return; // deleting what isn't there changes nothing
        }
        if (deletion.isWholeDocument()) {
            known.remove(deletion.id());
            documents.remove(document);
        } else {
            deletion.apply(document);
        }
    }

    private static String id(ConfigDocument document) {
        if (document.isRoot()) {
            return "/" + DocumentKind.ROOT;
        }
        String id = "v1alpha1/" + document.kind();
        return document.type().isNamed() ? id + "/" + document.name() : id;
    }
}
