package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.Selectors;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which objects a list or a watch is about: those that its selectors select. */
final class Choice {
    /** The fields that can be selected by, beside the name and the namespace (kubernetes/kubernetes: pkg/apis/core/v1/conversion.go). */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "/pods",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.podIPs",
                    "status.nominatedNodeName"),
            "/events",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "/secrets",
            Set.of("type"),
            "/namespaces",
            Set.of("status.phase"),
            "/nodes",
            Set.of("spec.unschedulable"),
            "/replicationcontrollers",
            Set.of("status.replicas"),
            "apps/replicasets",
            Set.of("status.replicas"),
            "batch/jobs",
            Set.of("status.successful"),
            "/services",
            Set.of("spec.clusterIP", "spec.type"),
            "certificates.k8s.io/certificatesigningrequests",
            Set.of("spec.signerName"));

    private final Predicate<Map<String, Object>> labels;
    private final List<String[]> fields;

    Choice(ResourceType type, Call call) {
        labels = Selectors.labels(call.parameter("labelSelector").orElse(""));
        fields = Selectors.fields(call.parameter("fieldSelector").orElse(""));
        for (String[] term : fields) {
            if (!term[0].equals("metadata.name")
                    && !term[0].equals("metadata.namespace")
                    && !FIELDS.getOrDefault(type.key(), Set.of()).contains(term[0])) {
                throw ApiError.badRequest("field label not supported: " + term[0]);
            }
        }
    }

    boolean takes(Map<String, Object> object) {
        return labels.test(Tree.map(object, "metadata", "labels"))
                && fields.stream().allMatch(term -> {
                    String value = Tree.text(object, term[0].split("\\.", -1));
                    String plain = value.isEmpty() && term[0].endsWith("unschedulable") ? "false" : value;
                    return plain.equals(term[2]) != term[1].equals("!=");
                });
    }
}
