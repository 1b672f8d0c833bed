package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Generates configurations as {@code talosctl gen config} does, for contracts 1.10 to 1.14. Upstream:
 * pkg/machinery/config/generate, init.go and worker.go; what depends on the contract: pkg/machinery/config/contract.go.
 */
public final class Generator {
    private static final String EXCLUDE_FROM_LB = "node.kubernetes.io/exclude-from-external-load-balancers";
    private static final int KUBE_PRISM_PORT = 7445;

    private final ClusterInput input;
    private final boolean isControlPlane;

    private Generator(ClusterInput input, boolean isControlPlane) {
        this.input = input;
        this.isControlPlane = isControlPlane;
    }

    /** The configuration of a machine of the control plane. */
    public static MachineConfig controlPlane(ClusterInput input) {
        return MachineConfig.of(new Generator(input, true).documents());
    }

    public static MachineConfig worker(ClusterInput input) {
        return MachineConfig.of(new Generator(input, false).documents());
    }

    static int kubePrismPort(ClusterInput input) {
        return input.kubePrismPort.orElse(KUBE_PRISM_PORT);
    }

    private List<ConfigDocument> documents() {
        var documents = new ArrayList<ConfigDocument>();
        documents.add(root());
        if (isSplit()) {
            if (input.hasDiscovery) {
                documents.add(Parts.document(
                        "DiscoveryServiceConfig",
                        "default",
                        Parts.of().put("endpoint", "https://discovery.talos.dev/")));
            }
            documents.add(Parts.document(
                    "DiscoveryIdentityConfig",
                    Parts.of()
                            .put("clusterID", input.secrets.clusterId())
                            .put("clusterSecret", input.secrets.clusterSecret())));
            if (!input.installDisk.isEmpty()) {
                documents.add(unattendedInstall());
            }
            documents.add(Parts.document(
                    "ResolverConfig",
                    Parts.of().put("hostDNS", Parts.of().put("enabled", true).put("forwardKubeDNSToHost", true))));
            if (!input.sysctls.isEmpty()) {
                documents.add(Parts.document("SysctlConfig", Parts.of().put("params", sysctls())));
            }
            documents.add(Parts.document(
                    "VolumeConfig",
                    "EPHEMERAL",
                    Parts.of().put("mount", Parts.of().put("secure", true))));
            documents.add(Parts.document("FilesystemTrimConfig", Parts.of().put("interval", "168h0m0s")));
            documents.add(Parts.document("SecurityProfileConfig", Parts.of().put("workloadIsolation", true)));
        }
        if (input.isAtLeast(Contract.V1_12)) {
            documents.addAll(Registries.documents(input));
            documents.add(Parts.document("HostnameConfig", Parts.of().put("auto", "stable")));
        }
        if (input.isAtLeast(Contract.V1_13) && input.kubeSpan.isPresent()) {
            documents.add(Parts.document("KubeSpanConfig", Parts.of().put("enabled", input.kubeSpan.get())));
        }
        if (isSplit()) {
            documents.addAll(new KubernetesDocuments(input).all(isControlPlane));
        }
        return documents;
    }

    /** Since 1.14 nearly everything is in documents of its own. */
    private boolean isSplit() {
        return input.isAtLeast(Contract.V1_14);
    }

    private ConfigDocument root() {
        return Parts.document(
                DocumentKind.ROOT,
                Parts.of()
                        .put("version", "v1alpha1")
                        .put("debug", input.isDebug)
                        .put("persist", true)
                        .put("machine", machine())
                        .put("cluster", cluster()));
    }

    private Parts machine() {
        boolean isOld = !isSplit();
        Parts machine = Parts.of()
                .put("type", isControlPlane ? "controlplane" : "worker")
                .put("token", input.secrets.trustdToken())
                .put(
                        "ca",
                        isControlPlane
                                ? Parts.encoded(input.secrets.os())
                                : Parts.encodedCertificate(input.secrets.os()))
                .list("certSANs", input.certSans)
                .when(isOld, "kubelet", kubelet())
                .when(!input.isAtLeast(Contract.V1_13), "network", network())
                .when(isOld, "install", install())
                .when(isOld && !input.sysctls.isEmpty(), "sysctls", sysctls())
                .when(!input.isAtLeast(Contract.V1_12), "registries", Registries.inRoot(input))
                .put("features", features());
        if (isControlPlane && isOld) {
            Map<String, Object> labels = new java.util.LinkedHashMap<>();
            labels.put(EXCLUDE_FROM_LB, "");
            machine.put("nodeLabels", labels);
        }
        return machine;
    }

    private Parts kubelet() {
        return Parts.of()
                .put("image", "ghcr.io/siderolabs/kubelet:v" + input.kubernetes)
                .put("defaultRuntimeSeccompProfileEnabled", true)
                .put("disableManifestsDirectory", true);
    }

    private Parts network() {
        Parts network = Parts.of();
        input.kubeSpan.ifPresent(enabled -> network.put("kubespan", Parts.of().put("enabled", enabled)));
        return network;
    }

    private Parts install() {
        return Parts.of()
                .put("disk", input.installDisk)
                .put("image", input.installImage)
                .put("wipe", false)
                .list("extraKernelArgs", input.kernelArgs)
                .when(input.isAtLeast(Contract.V1_12), "grubUseUKICmdline", true);
    }

    private ConfigDocument unattendedInstall() {
        String quoted = input.installDisk.replace("\\", "\\\\").replace("\"", "\\\"");
        return Parts.document(
                "UnattendedInstallConfig",
                Parts.of()
                        .when(
                                !input.installImage.isEmpty(),
                                "installer",
                                Parts.of().put("image", input.installImage))
                        .put(
                                "provisioning",
                                Parts.of()
                                        .put(
                                                "diskSelector",
                                                Parts.of().put("match", "disk.dev_path == \"" + quoted + "\""))
                                        .put("wipe", false)));
    }

    private Map<String, Object> sysctls() {
        return new java.util.LinkedHashMap<>(input.sysctls);
    }

    private Parts features() {
        boolean hasRbac = !input.isAtLeast(Contract.V1_12);
        Parts features = Parts.of()
                .when(hasRbac, "rbac", true)
                .when(hasRbac, "stableHostname", true)
                .when(hasRbac, "apidCheckExtKeyUsage", true)
                .put("diskQuotaSupport", true);
        if (!isSplit()) {
            int port = kubePrismPort(input);
            features.when(port > 0, "kubePrism", Parts.of().put("enabled", true).put("port", port))
                    .put("hostDNS", Parts.of().put("enabled", true).put("forwardKubeDNSToHost", true));
        }
        return features;
    }

    private Parts cluster() {
        var secrets = input.secrets;
        Parts cluster = Parts.of().put("token", secrets.bootstrapToken());
        if (!isSplit()) {
            cluster.put("id", secrets.clusterId())
                    .put("secret", secrets.clusterSecret())
                    .put("clusterName", input.name)
                    .put("controlPlane", controlPlaneEndpoint())
                    .put("network", clusterNetwork())
                    .put(
                            "ca",
                            isControlPlane
                                    ? Parts.encoded(secrets.kubernetes())
                                    : Parts.encodedCertificate(secrets.kubernetes()))
                    .put("discovery", discovery());
        }
        if (isControlPlane) {
            if (!isSplit()) {
                controlPlaneParts(cluster);
            }
            cluster.put("etcd", Parts.of().put("ca", Parts.encoded(secrets.etcd())));
        }
        return cluster;
    }

    private Parts controlPlaneEndpoint() {
        return Parts.of()
                .put("endpoint", GoUrl.canonical(input.endpoint))
                .when(isControlPlane && input.apiServerPort != 0, "localAPIServerPort", input.apiServerPort);
    }

    private Parts clusterNetwork() {
        Parts network = Parts.of()
                .put("dnsDomain", input.dnsDomain)
                .list("podSubnets", input.podSubnets())
                .list("serviceSubnets", input.serviceSubnets());
        if (!input.customCni.isEmpty()) {
            network.put("cni", Parts.of().put("name", "custom").list("urls", List.of(input.customCni)));
        }
        return network;
    }

    private Parts discovery() {
        return Parts.of()
                .put("enabled", input.hasDiscovery)
                .put("registries", Parts.of().put("kubernetes", Parts.of().put("disabled", true)));
    }

    private void controlPlaneParts(Parts cluster) {
        var secrets = input.secrets;
        var sans = new ArrayList<String>();
        if (!input.isAtLeast(Contract.V1_12)) {
            sans.add(GoUrl.host(input.endpoint)); // since 1.12 the machine adds it by itself
        }
        sans.addAll(input.certSans);
        cluster.when(
                        secrets.aescbcEncryptionSecret().isEmpty(),
                        "secretboxEncryptionSecret",
                        secrets.secretboxEncryptionSecret())
                .put("aggregatorCA", Parts.encoded(secrets.aggregator()))
                .put("serviceAccount", Parts.of().put("key", secrets.encodedServiceAccountKey()))
                .put(
                        "apiServer",
                        Parts.of()
                                .put("image", "registry.k8s.io/kube-apiserver:v" + input.kubernetes)
                                .list("certSANs", sans)
                                .when(!input.isAtLeast(Contract.V1_12), "disablePodSecurityPolicy", true)
                                .put("admissionControl", KubernetesDefaults.admissionControl())
                                .put("auditPolicy", KubernetesDefaults.auditPolicy()))
                .put("controllerManager", image("kube-controller-manager"))
                .put("proxy", image("kube-proxy"))
                .put("scheduler", image("kube-scheduler"))
                .when(input.schedulesOnControlPlanes, "allowSchedulingOnControlPlanes", true);
    }

    private Parts image(String component) {
        return Parts.of().put("image", "registry.k8s.io/" + component + ":v" + input.kubernetes);
    }
}
