package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.object.GoText;

/**
 * Who manages fields, and how: one that applies is the same whatever the version (kubernetes/apimachinery:
 * pkg/util/managedfields/internal/managedfields.go, BuildManagerIdentifier).
 *
 * @param apiVersion empty for one that applies
 */
record FieldOwner(String manager, boolean applies, String apiVersion, String subresource)
        implements Comparable<FieldOwner> {
    String operation() {
        return applies ? "Apply" : "Update";
    }

    /** As messages name it (internal/conflict.go, printManager). */
    String shown() {
        return GoText.quoted(manager)
                + (subresource.isEmpty() ? "" : " with subresource " + GoText.quoted(subresource))
                + (applies ? "" : " using " + apiVersion);
    }

    @Override
    public int compareTo(FieldOwner other) {
        return text().compareTo(other.text());
    }

    private String text() {
        return "{\"manager\":" + GoText.quoted(manager) + ",\"operation\":\"" + operation() + "\""
                + (apiVersion.isEmpty() ? "" : ",\"apiVersion\":" + GoText.quoted(apiVersion))
                + (subresource.isEmpty() ? "" : ",\"subresource\":" + GoText.quoted(subresource)) + "}";
    }
}
