package dev.slipway.talos.config;

import dev.slipway.talos.yaml.Trees;
import java.util.Map;

/**
 * One document of a machine configuration. The document without a kind, which holds {@code machine} and {@code cluster}, has
 * the kind {@code v1alpha1} here.
 */
public final class ConfigDocument {
    private final DocumentKind kind;
    private final Map<String, Object> fields;

    ConfigDocument(DocumentKind kind, Map<String, Object> fields) {
        this.kind = kind;
        this.fields = fields;
    }

    public String kind() {
        return kind.name();
    }

    /** The name that tells documents of one kind apart; empty for kinds that exist once. */
    public String name() {
        return kind.isNamed() && fields.get("name") instanceof String name ? name : "";
    }

    public boolean isRoot() {
        return kind.isRoot();
    }

    DocumentKind type() {
        return kind;
    }

    Map<String, Object> fields() {
        return fields;
    }

    ConfigDocument copy() {
        return new ConfigDocument(kind, Trees.copy(fields));
    }

    /** The kind, and the name if there is one, as messages show it. */
    @Override
    public String toString() {
        return name().isEmpty() ? kind() : kind() + "/" + name();
    }
}
