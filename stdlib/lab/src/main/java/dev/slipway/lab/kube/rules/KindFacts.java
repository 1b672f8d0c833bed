package dev.slipway.lab.kube.rules;

import java.util.Set;

/** Which kinds differ from the rest in one respect (kubernetes/kubernetes: pkg/registry, the strategies named). */
public final class KindFacts {
    /** Those whose strategies count generations. */
    private static final Set<String> GENERATION = Set.of(
            "admissionregistration.k8s.io/mutatingadmissionpolicies",
            "admissionregistration.k8s.io/mutatingadmissionpolicybindings",
            "admissionregistration.k8s.io/mutatingwebhookconfigurations",
            "admissionregistration.k8s.io/validatingadmissionpolicies",
            "admissionregistration.k8s.io/validatingadmissionpolicybindings",
            "admissionregistration.k8s.io/validatingwebhookconfigurations",
            "apiextensions.k8s.io/customresourcedefinitions",
            "apps/daemonsets",
            "apps/deployments",
            "apps/replicasets",
            "apps/statefulsets",
            "batch/cronjobs",
            "batch/jobs",
            "/pods",
            "/podtemplates",
            "/replicationcontrollers",
            "discovery.k8s.io/endpointslices",
            "flowcontrol.apiserver.k8s.io/flowschemas",
            "flowcontrol.apiserver.k8s.io/prioritylevelconfigurations",
            "networking.k8s.io/ingresses",
            "networking.k8s.io/ingressclasses",
            "networking.k8s.io/networkpolicies",
            "policy/poddisruptionbudgets",
            "resource.k8s.io/deviceclasses",
            "resource.k8s.io/resourceslices",
            "scheduling.k8s.io/priorityclasses");

    /** Those that PUT creates: AllowCreateOnUpdate. */
    private static final Set<String> CREATED_BY_PUT = Set.of(
            "node.k8s.io/runtimeclasses",
            "rbac.authorization.k8s.io/rolebindings",
            "rbac.authorization.k8s.io/clusterrolebindings",
            "rbac.authorization.k8s.io/roles",
            "rbac.authorization.k8s.io/clusterroles",
            "coordination.k8s.io/leases",
            "/limitranges",
            "/events",
            "events.k8s.io/events",
            "/services",
            "/endpoints");

    /** Those that are changed only from a known version: AllowUnconditionalUpdate is false. */
    private static final Set<String> CONDITIONAL = Set.of(
            "node.k8s.io/runtimeclasses",
            "policy/poddisruptionbudgets",
            "storage.k8s.io/csidrivers",
            "storage.k8s.io/csistoragecapacities",
            "storage.k8s.io/volumeattachments",
            "storage.k8s.io/csinodes",
            "coordination.k8s.io/leases",
            "apiextensions.k8s.io/customresourcedefinitions",
            "apiregistration.k8s.io/apiservices",
            "admissionregistration.k8s.io/mutatingadmissionpolicies",
            "admissionregistration.k8s.io/mutatingadmissionpolicybindings",
            "admissionregistration.k8s.io/mutatingwebhookconfigurations",
            "admissionregistration.k8s.io/validatingadmissionpolicies",
            "admissionregistration.k8s.io/validatingadmissionpolicybindings",
            "admissionregistration.k8s.io/validatingwebhookconfigurations");

    /** Those whose deletion answers with the object: ReturnDeletedObject. */
    private static final Set<String> RETURNED = Set.of(
            "/namespaces",
            "/persistentvolumes",
            "/persistentvolumeclaims",
            "/pods",
            "/podtemplates",
            "/resourcequotas",
            "/services",
            "/serviceaccounts",
            "resource.k8s.io/deviceclasses",
            "resource.k8s.io/resourceclaims",
            "resource.k8s.io/resourceclaimtemplates",
            "resource.k8s.io/resourceslices");

    /** Those whose names only must fit into a path (path.ValidatePathSegmentName). */
    private static final Set<String> ANY_NAME = Set.of(
            "rbac.authorization.k8s.io/rolebindings",
            "rbac.authorization.k8s.io/clusterrolebindings",
            "rbac.authorization.k8s.io/roles",
            "rbac.authorization.k8s.io/clusterroles");

    private KindFacts() {}

    public static boolean countsGenerations(String resource) {
        return GENERATION.contains(resource);
    }

    public static boolean isCreatedByPut(String resource) {
        return CREATED_BY_PUT.contains(resource);
    }

    public static boolean isConditional(String resource) {
        return CONDITIONAL.contains(resource);
    }

    public static boolean isReturned(String resource) {
        return RETURNED.contains(resource);
    }

    static boolean takesAnyName(String resource) {
        return ANY_NAME.contains(resource);
    }
}
