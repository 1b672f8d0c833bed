package dev.slipway.talos.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents about Kubernetes since contract 1.14. Upstream: pkg/machinery/config/generate/kubernetes.go. */
final class KubernetesDocuments {
    static final String CONTROL_PLANE_LABEL = "node-role.kubernetes.io/control-plane";
    private static final int VXLAN_PORT = 4789;

    private final ClusterInput input;

    KubernetesDocuments(ClusterInput input) {
        this.input = input;
    }

    List<ConfigDocument> all(boolean isControlPlane) {
        var documents = new ArrayList<ConfigDocument>();
        documents.add(Parts.document(
                "KubeClusterConfig",
                Parts.of().put("clusterName", input.name).put("endpoint", GoUrl.canonical(input.endpoint))));
        documents.add(node(isControlPlane));
        documents.add(Parts.document(
                "KubeletConfig",
                Parts.of()
                        .put("image", "ghcr.io/siderolabs/kubelet:v" + input.kubernetes)
                        .put("defaultRuntimeSeccompProfileEnabled", true)));
        documents.add(Parts.document(
                "KubeNetworkConfig",
                Parts.of()
                        .put("dnsDomain", input.dnsDomain)
                        .list("podSubnets", input.podSubnets())
                        .list("serviceSubnets", input.serviceSubnets())));
        Parts authority = isControlPlane
                ? Parts.of().put("issuingCA", Parts.plain(input.secrets.kubernetes()))
                : Parts.of()
                        .list("acceptedCAs", List.of(input.secrets.kubernetes().crt()));
        documents.add(Parts.document("KubeAPIServerCAConfig", authority));
        int port = Generator.kubePrismPort(input);
        if (port > 0) {
            documents.add(Parts.document("KubePrismConfig", Parts.of().put("port", port)));
        }
        if (isControlPlane) {
            controlPlane(documents);
        }
        return documents;
    }

    private ConfigDocument node(boolean isControlPlane) {
        Parts node = Parts.of();
        if (isControlPlane) {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put(CONTROL_PLANE_LABEL, "");
            labels.put("node.kubernetes.io/exclude-from-external-load-balancers", "");
            node.put("labels", labels);
            if (!input.schedulesOnControlPlanes) {
                Map<String, Object> taints = new LinkedHashMap<>();
                taints.put(CONTROL_PLANE_LABEL, "NoSchedule");
                node.put("taints", taints);
            }
        }
        return Parts.document("KubeNodeConfig", node);
    }

    private void controlPlane(List<ConfigDocument> documents) {
        var secrets = input.secrets;
        documents.add(Parts.document(
                "KubeAggregatorCAConfig", Parts.of().put("issuingCA", Parts.plain(secrets.aggregator()))));
        documents.add(Parts.document(
                "KubeAdmissionControlConfig",
                "PodSecurity",
                Parts.of().put("configuration", KubernetesDefaults.podSecurity())));
        documents.add(Parts.document(
                "KubeAuditPolicyConfig", Parts.of().put("configuration", KubernetesDefaults.auditPolicy())));
        documents.add(Parts.document(
                "KubeAuthenticationConfig", Parts.of().put("configuration", KubernetesDefaults.authentication())));
        documents.add(Parts.document("KubeAuthorizerConfig", "node", Parts.of().put("type", "Node")));
        documents.add(Parts.document("KubeAuthorizerConfig", "rbac", Parts.of().put("type", "RBAC")));
        documents.add(Parts.document("KubeEtcdEncryptionConfig", Parts.of().put("config", encryption())));
        documents.add(Parts.document(
                "KubeServiceAccountConfig",
                Parts.of()
                        .put(
                                "issuer",
                                Parts.of()
                                        .put("privateKey", secrets.serviceAccountKey())
                                        .put("issuerURL", GoUrl.canonical(input.endpoint)))));
        documents.add(Parts.document(
                "KubeAPIServerConfig",
                Parts.of()
                        .put("image", image("kube-apiserver"))
                        .list("certExtraSANs", input.certSans)
                        .when(input.apiServerPort != 0, "apiPort", input.apiServerPort)));
        documents.add(Parts.document(
                "KubeControllerManagerConfig", Parts.of().put("image", image("kube-controller-manager"))));
        documents.add(Parts.document("KubeSchedulerConfig", Parts.of().put("image", image("kube-scheduler"))));
        documents.add(Parts.document("KubeProxyConfig", Parts.of().put("image", image("kube-proxy"))));
        if (input.customCni.isEmpty()) {
            documents.add(Parts.document(
                    "KubeFlannelCNIConfig",
                    Parts.of().put("backendType", "vxlan").put("backendPort", VXLAN_PORT)));
        }
        documents.add(Parts.document("KubeCoreDNSConfig", Parts.of().put("enabled", true)));
        if (!input.customCni.isEmpty()) {
            documents.add(Parts.document(
                    "KubeExternalManifestConfig",
                    "custom-cni",
                    Parts.of().put("url", GoUrl.canonical(input.customCni))));
        }
    }

    /** Upstream writes the older secret under secretbox as well, with another name: kubernetes.go, etcdEncryptionProvidersList. */
    private Map<String, Object> encryption() {
        var secrets = input.secrets;
        return secrets.secretboxEncryptionSecret().isEmpty()
                ? KubernetesDefaults.etcdEncryption("key1", secrets.aescbcEncryptionSecret())
                : KubernetesDefaults.etcdEncryption("key2", secrets.secretboxEncryptionSecret());
    }

    private String image(String component) {
        return "registry.k8s.io/" + component + ":v" + input.kubernetes;
    }
}
