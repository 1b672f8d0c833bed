package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.YamlDocuments;
import dev.slipway.talos.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change of a machine configuration, in one of the two forms that upstream accepts. */
public interface Patch {
    MachineConfig apply(MachineConfig config);

    /** Reads a strategic merge patch, or a JSON patch (RFC 6902) in JSON or YAML. */
    static Patch parse(String text) {
        return parse(text, null);
    }

    /** Reads a patch for machines of the contract; what they don't know is an error. */
    static Patch parse(String text, @Nullable Contract contract) {
        List<YamlNode> nodes = YamlDocuments.read(text);
        if (nodes.size() == 1 && nodes.get(0) instanceof YamlNode.Sequence operations) {
            return JsonPatch.parse(operations);
        }
        return StrategicPatch.parse(nodes, contract);
    }

    /** Applies patches in their order. */
    static MachineConfig apply(MachineConfig config, List<Patch> patches) {
        MachineConfig patched = config;
        for (Patch patch : patches) {
            patched = patch.apply(patched);
        }
        return patched;
    }

    /** Rejects a patch that names a document twice, as machines before Talos 1.14 do. */
    static void requireDistinctDocuments(String text) {
        Set<String> seen = new HashSet<>();
        for (YamlNode node : new ArrayList<>(YamlDocuments.read(text))) {
            if (node instanceof YamlNode.Mapping mapping) {
                String kind = mapping.text("kind").isEmpty() ? "machine and cluster" : mapping.text("kind");
                String name = mapping.text("name").isEmpty() ? kind : kind + "/" + mapping.text("name");
                if (!seen.add(name)) {
                    throw ConfigException.at(
                            node.line(), "patch", "it changes " + name + " twice", "join both into one document");
                }
            }
        }
    }
}
