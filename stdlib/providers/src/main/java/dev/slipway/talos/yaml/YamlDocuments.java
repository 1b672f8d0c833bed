package dev.slipway.talos.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the documents of a YAML text. Size, depth and number of values are limited, so a hostile text costs little, and
 * a key that is given twice is rejected, as upstream's decoder does.
 */
public final class YamlDocuments {
    /** Talos accepts messages of at most 32 MiB (constants.GRPCMaxMessageSize). */
    private static final int MOST_CHARACTERS = 32 << 20;

    private static final int MOST_NODES = 1_000_000;
    private static final int DEEPEST = 100;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(Integer.MAX_VALUE) // what they expand to is counted
            .setAllowDuplicateKeys(true) // reported here, with both lines
            .setUseMarks(true)
            .build();

    private int nodes;

    private YamlDocuments() {}

    public static List<YamlNode> read(String text) {
        var reader = new YamlDocuments();
        var documents = new ArrayList<YamlNode>();
        try {
            for (Node root : new Compose(SETTINGS).composeAllFromString(text)) {
                documents.add(reader.convert(root, 0));
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            String problem = e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
            throw ConfigException.at(line, "invalid YAML", problem, "correct the line");
        } catch (YamlEngineException e) {
            throw new ConfigException("invalid YAML", String.valueOf(e.getMessage()), "");
        }
        return documents;
    }

    private YamlNode convert(Node node, int depth) {
        if (++nodes > MOST_NODES) {
            throw tooMuch(node, "it has more than " + MOST_NODES + " values");
        }
        if (depth > DEEPEST) {
            throw tooMuch(node, "it is nested more than " + DEEPEST + " levels deep");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            var items = new ArrayList<YamlNode>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, depth + 1));
            }
            return new YamlNode.Sequence(items, line(node));
        }
        var scalar = (ScalarNode) node;
        boolean isText = scalar.getTag().equals(Tag.STR) && scalar.getScalarStyle() != ScalarStyle.PLAIN;
        return new YamlNode.Scalar(
                scalar.getValue(), !isText && scalar.getScalarStyle() == ScalarStyle.PLAIN, line(node));
    }

    private YamlNode mapping(MappingNode node, int depth) {
        Map<String, Integer> lines = new HashMap<>();
        var entries = new ArrayList<YamlNode.Entry>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw ConfigException.at(line(tuple.getKeyNode()), "invalid YAML", "a key must be text", "");
            }
            Integer before = lines.put(key.getValue(), line(key));
            if (before != null) {
                throw ConfigException.at(
                        line(key),
                        "invalid YAML",
                        "the key '" + key.getValue() + "' is already set on line " + before,
                        "remove one of them");
            }
            entries.add(new YamlNode.Entry(key.getValue(), convert(tuple.getValueNode(), depth + 1), line(key)));
        }
        return new YamlNode.Mapping(entries, line(node));
    }

    private static ConfigException tooMuch(Node node, String why) {
        return ConfigException.at(line(node), "YAML too large", why, "split it, or move manifests to URLs");
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
