package dev.slipway.talos.yaml;

import java.util.List;

/** A value as it stands in YAML, before its type is known. The lists of entries and items may be changed. */
public sealed interface YamlNode {
    int line();

    /** Text; {@code isPlain} when it is not quoted, so that it may be a number, a boolean or null. */
    record Scalar(String text, boolean isPlain, int line) implements YamlNode {
        public boolean isNull() {
            return isPlain && Scalars.isNull(text);
        }
    }

    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    record Mapping(List<Entry> entries, int line) implements YamlNode {
        /** The text of a scalar entry, or empty. */
        public String text(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry.value() instanceof Scalar scalar ? scalar.text() : "";
                }
            }
            return "";
        }
    }

    record Entry(String key, YamlNode value, int line) {}
}
