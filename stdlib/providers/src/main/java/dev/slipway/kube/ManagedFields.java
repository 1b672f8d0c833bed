package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who manages which fields of an object. */
final class ManagedFields {
    /** The name under which Slipway applies. */
    static final String SLIPWAY = "slipway";

    /**
     * Tools that leave their fields behind when they are not used any more. What kubectl names itself after its commands is
     * in k8s.io/kubectl/pkg/cmd (v0.35.4: FieldManagerClientSideApply and the defaults of --field-manager); Helm names itself
     * after its program (helm.sh/helm pkg/kube ManagedFieldsManager), as do Terraform's providers.
     */
    private static final Set<String> TOOLS = Set.of(
            "kubectl-client-side-apply",
            "kubectl-last-applied",
            "kubectl-create",
            "kubectl-edit",
            "kubectl-patch",
            "kubectl-replace",
            "kubectl-set",
            "kubectl-label",
            "kubectl-annotate",
            "kubectl-expose",
            "kubectl-autoscale",
            "kubectl-run",
            "kubectl",
            "helm",
            "Helm",
            "Terraform",
            "terraform",
            "HashiCorp",
            "OpenTofu",
            "before-first-apply");

    private final JsonNode entries;

    ManagedFields(JsonNode object) {
        this.entries = object.path("metadata").path("managedFields");
    }

    /** The fields that Slipway applied, as FieldsV1; missing where it applied none. */
    JsonNode ours() {
        for (JsonNode entry : entries) {
            if (isOurs(entry)) {
                return entry.path("fieldsV1");
            }
        }
        return MissingNode.getInstance();
    }

    /** Slipway, if it applies the object; else those that manage it, in words. */
    String manager() {
        if (ours().isObject()) {
            return SLIPWAY;
        }
        var names = new TreeSet<String>();
        entries.forEach(entry -> {
            if (!entry.has("subresource")) {
                names.add(entry.path("manager").asText());
            }
        });
        return names.isEmpty() ? "(none)" : String.join(", ", names);
    }

    /** Whether a manager applies the object declaratively, and would put its fields back. */
    boolean applies(String manager) {
        for (JsonNode entry : entries) {
            if (entry.path("manager").asText().equals(manager)
                    && entry.path("operation").asText().equals("Apply")) {
                return true;
            }
        }
        return false;
    }

    /** The entries without those of tools whose object is taken over. */
    List<JsonNode> withoutTools() {
        var kept = new ArrayList<JsonNode>();
        entries.forEach(entry -> {
            if (entry.has("subresource")
                    || !TOOLS.contains(entry.path("manager").asText())) {
                kept.add(entry);
            }
        });
        return kept;
    }

    int size() {
        return entries.size();
    }

    static boolean isTool(String manager) {
        return TOOLS.contains(manager);
    }

    private static boolean isOurs(JsonNode entry) {
        return entry.path("manager").asText().equals(SLIPWAY)
                && entry.path("operation").asText().equals("Apply")
                && !entry.has("subresource");
    }
}
