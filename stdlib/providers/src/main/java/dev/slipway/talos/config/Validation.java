package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.yaml.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what Talos would reject in a configuration before it is sent: fields that a document replaces, what workers may not
 * have, and sizes. Upstream: V1Alpha1ConflictValidate of the kinds, pkg/machinery/config/container/validate.go,
 * types/v1alpha1/v1alpha1_validation.go. Upstream checks more; a machine has the last word.
 */
public final class Validation {
    /** Before 1.13, maintenance mode takes gRPC's default; afterwards constants.GRPCMaxMessageSize counts. */
    private static final int OLD_MAINTENANCE_LIMIT = 4 << 20;

    private static final int MESSAGE_LIMIT = 32 << 20;

    private static final int LEAST_KUBESPAN_MTU = 1280;

    /** A field of the root document that a kind of document replaces. */
    private record Replaced(String kind, String path) {}

    private static final List<Replaced> REPLACED = List.of(
            new Replaced("UnattendedInstallConfig", "machine.install"),
            new Replaced("KubeCoreDNSConfig", "cluster.coreDNS"),
            new Replaced("KubeletConfig", "machine.kubelet"),
            new Replaced("KubeCredentialProviderConfig", "machine.kubelet"),
            new Replaced("KubeAuditPolicyConfig", "cluster.apiServer.auditPolicy"),
            new Replaced("KubeAggregatorCAConfig", "cluster.aggregatorCA"),
            new Replaced("KubeEtcdEncryptionConfig", "cluster.secretboxEncryptionSecret"),
            new Replaced("KubeEtcdEncryptionConfig", "cluster.aescbcEncryptionSecret"),
            new Replaced("KubeFlannelCNIConfig", "cluster.network"),
            new Replaced("KubeNetworkConfig", "cluster.network"),
            new Replaced("KubeClusterConfig", "cluster.clusterName"),
            new Replaced("KubeClusterConfig", "cluster.controlPlane.endpoint"),
            new Replaced("KubePrismConfig", "machine.features.kubePrism"),
            new Replaced("KubeControllerManagerConfig", "cluster.controllerManager"),
            new Replaced("KubeControllerManagerConfig", "machine.controlPlane.controllerManager"),
            new Replaced("KubeSchedulerConfig", "cluster.scheduler"),
            new Replaced("KubeSchedulerConfig", "machine.controlPlane.scheduler"),
            new Replaced("KubeAPIServerCAConfig", "cluster.ca"),
            new Replaced("KubeServiceAccountConfig", "cluster.serviceAccount"),
            new Replaced("KubeAPIServerConfig", "cluster.apiServer"),
            new Replaced("KubeAPIServerConfig", "cluster.controlPlane.localAPIServerPort"),
            new Replaced("KubeTalosAPIAccessConfig", "machine.features.kubernetesTalosAPIAccess"),
            new Replaced("KubeNodeConfig", "cluster.allowSchedulingOnControlPlanes"),
            new Replaced("KubeNodeConfig", "cluster.allowSchedulingOnMasters"),
            new Replaced("KubeNodeConfig", "machine.kubelet.skipNodeRegistration"),
            new Replaced("KubeNodeConfig", "machine.kubelet.registerWithFQDN"),
            new Replaced("KubeNodeConfig", "machine.kubelet.nodeIP"),
            new Replaced("KubeNodeConfig", "machine.nodeLabels"),
            new Replaced("KubeNodeConfig", "machine.nodeAnnotations"),
            new Replaced("KubeNodeConfig", "machine.nodeTaints"),
            new Replaced("KubeProxyConfig", "cluster.proxy"),
            new Replaced("ResolverConfig", "machine.network.searchDomains"),
            new Replaced("ResolverConfig", "machine.network.nameservers"),
            new Replaced("KubeSpanConfig", "machine.network.kubespan"),
            new Replaced("TimeSyncConfig", "machine.time.servers"),
            new Replaced("TimeSyncConfig", "machine.time.bootTimeout"),
            new Replaced("HostnameConfig", "machine.network.hostname"),
            new Replaced("CRIBaseRuntimeSpecConfig", "machine.baseRuntimeSpecOverrides"),
            new Replaced("ImageCacheConfig", "machine.features.imageCache"),
            new Replaced("DiscoveryIdentityConfig", "cluster.id"),
            new Replaced("DiscoveryIdentityConfig", "cluster.secret"),
            new Replaced("DiscoveryServiceConfig", "cluster.discovery"));

    private final MachineConfig config;
    private final List<String> problems = new ArrayList<>();

    private Validation(MachineConfig config) {
        this.config = config;
    }

    /** What Talos would reject, each with the reason and the fix; none when it is valid. */
    public static List<String> problems(MachineConfig config, Contract contract) {
        var validation = new Validation(config);
        validation.replaced();
        validation.machine();
        validation.cluster();
        validation.sizes(contract);
        return validation.problems;
    }

    private void problem(String where, String why, String fix) {
        problems.add(where + ": " + why + "; " + fix);
    }

    private boolean has(String path) {
        Object value = Trees.at(config.root(), path.split("\\.", -1));
        return value != null && !(value instanceof List<?> list && list.isEmpty());
    }

    private void replaced() {
        for (Replaced rule : REPLACED) {
            if (config.document(rule.kind) != null && has(rule.path)) {
                problem(rule.path, "it cannot be set beside " + rule.kind, "set it in " + rule.kind);
            }
        }
        ConfigDocument resolver = config.document("ResolverConfig");
        boolean hasHostDns = resolver != null && resolver.fields().containsKey("hostDNS");
        if (hasHostDns && has("machine.features.hostDNS")) {
            problem("machine.features.hostDNS", "it cannot be set beside ResolverConfig", "set it in ResolverConfig");
        }
        boolean isStable = Boolean.TRUE.equals(Trees.at(config.root(), "machine", "features", "stableHostname"));
        if (config.document("HostnameConfig") != null && isStable) {
            problem(
                    "machine.features.stableHostname",
                    "it cannot be set beside HostnameConfig",
                    "set auto: stable there");
        }
        ConfigDocument hostname = config.document("HostnameConfig");
        if (hostname != null) {
            Object auto = hostname.fields().get("auto");
            if (auto != null && !auto.equals("off") && hostname.fields().containsKey("hostname")) {
                problem("HostnameConfig", "auto and hostname exclude each other", "set auto: off, or remove hostname");
            }
        }
    }

    private void machine() {
        Map<String, Object> root = config.root();
        if (root.isEmpty() || !has("machine")) {
            return; // only documents: an addition to a configuration that the machine has
        }
        String type = Trees.text(Trees.at(root, "machine", "type"));
        if (!Set.of("controlplane", "worker", "init").contains(type)) {
            problem("machine.type", "it is '" + type + "'", "write controlplane or worker");
        }
        boolean hasKey = !Trees.text(Trees.at(root, "machine", "ca", "key")).isEmpty();
        boolean isControlPlane = config.isControlPlane();
        if (isControlPlane && !hasKey) {
            problem("machine.ca.key", "control planes need the key that signs machine certificates", "add it");
        } else if (type.equals("worker")) {
            worker(root, hasKey);
        }
        if (Boolean.FALSE.equals(root.get("persist"))) {
            problem("persist", "a machine must keep its configuration", "write persist: true");
        }
        Map<String, Object> install = Trees.map(Trees.at(root, "machine", "install"));
        boolean usesUki = Boolean.TRUE.equals(install.get("grubUseUKICmdline"));
        if (usesUki && !Trees.list(install.get("extraKernelArgs")).isEmpty()) {
            problem(
                    "machine.install.extraKernelArgs",
                    "it has no effect while grubUseUKICmdline is true",
                    "put the arguments into the schematic of the image");
        }
        if (has("machine.install") && !install.containsKey("disk") && !install.containsKey("diskSelector")) {
            problem("machine.install", "it names no disk", "set disk or diskSelector");
        }
        Object mtu = Trees.at(root, "machine", "network", "kubespan", "mtu");
        boolean hasKubeSpan = Boolean.TRUE.equals(Trees.at(root, "machine", "network", "kubespan", "enabled"));
        if (hasKubeSpan && mtu instanceof Long bytes && bytes < LEAST_KUBESPAN_MTU) {
            problem("machine.network.kubespan.mtu", "it is below " + LEAST_KUBESPAN_MTU, "raise it");
        }
    }

    private void worker(Map<String, Object> root, boolean hasKey) {
        if (hasKey) {
            problem("machine.ca.key", "workers must not have the key that signs machine certificates", "remove it");
        }
        if (!Trees.text(Trees.at(root, "cluster", "ca", "key")).isEmpty()) {
            problem("cluster.ca.key", "workers must not have the key of the Kubernetes authority", "remove it");
        }
        if (has("cluster.etcd")) {
            problem("cluster.etcd", "workers don't run etcd", "remove it");
        }
        for (Object device : Trees.list(Trees.at(root, "machine", "network", "interfaces"))) {
            if (Trees.map(device).containsKey("vip")) {
                problem("machine.network.interfaces", "workers cannot hold a VIP", "set it on control planes");
            }
        }
        var kinds = new TreeSet<String>();
        config.documents().stream()
                .filter(document -> document.type().isControlPlaneOnly())
                .forEach(document -> kinds.add(document.kind()));
        if (!kinds.isEmpty()) {
            problem(String.join(", ", kinds), "these kinds are for control planes only", "remove them from workers");
        }
    }

    private void cluster() {
        Set<String> names = new HashSet<>();
        for (Object manifest : Trees.list(Trees.at(config.root(), "cluster", "inlineManifests"))) {
            String name = Trees.text(Trees.map(manifest).get("name"));
            if (!names.add(name)) {
                problem("cluster.inlineManifests", "the name '" + name + "' is used twice", "rename one of them");
            }
        }
        Map<String, Object> provider = Trees.map(Trees.at(config.root(), "cluster", "externalCloudProvider"));
        boolean isEnabled = Boolean.TRUE.equals(provider.get("enabled"));
        if (!isEnabled && !Trees.list(provider.get("manifests")).isEmpty()) {
            problem("cluster.externalCloudProvider", "it has manifests but is not enabled", "write enabled: true");
        }
    }

    private void sizes(Contract contract) {
        int size = config.yaml().getBytes(StandardCharsets.UTF_8).length;
        int limit = contract.isAtLeast(Contract.V1_13) ? MESSAGE_LIMIT : OLD_MAINTENANCE_LIMIT;
        if (size > limit) {
            problem(
                    "machine configuration",
                    "it has " + (size >> 20) + " MiB, and Talos " + contract + " accepts " + (limit >> 20) + " MiB",
                    "move manifests to URLs");
        }
    }
}
