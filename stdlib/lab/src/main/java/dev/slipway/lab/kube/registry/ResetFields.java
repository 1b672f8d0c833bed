package dev.slipway.lab.kube.registry;

import dev.slipway.lab.kube.fields.FieldSet;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.Map;

/** The fields that a kind of request leaves alone, so that nobody manages them by it (GetResetFields of the strategies). */
final class ResetFields {
    /** What the status of some kinds leaves alone besides the spec. */
    private static final Map<String, FieldSet> STATUS = Map.of(
            "apps/deployments", FieldSet.of("spec", "metadata/labels"),
            "/pods", FieldSet.of("spec", "metadata/deletionTimestamp", "metadata/ownerReferences"),
            "batch/jobs", FieldSet.of("spec"),
            "apiextensions.k8s.io/customresourcedefinitions", FieldSet.of("metadata", "spec"),
            "apiregistration.k8s.io/apiservices", FieldSet.of("spec"),
            "storage.k8s.io/volumeattachments", FieldSet.of("metadata", "spec"),
            "resource.k8s.io/resourceclaims", FieldSet.of("metadata", "spec"));

    private ResetFields() {}

    static FieldSet of(ResourceType type, String subresource) {
        if (subresource.equals("status")) {
            return type.custom() ? FieldSet.of("spec") : STATUS.getOrDefault(type.key(), FieldSet.of("spec"));
        } else if (type.key().equals("certificates.k8s.io/certificatesigningrequests")) {
            return FieldSet.of("spec", "status");
        }
        return type.has("status") ? FieldSet.of("status") : FieldSet.none();
    }
}
