package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kubernetes on a machine: documents since contract 1.14, the root document before. */
final class KubernetesIntents {
    private final Intents intents;
    private final Contract contract;
    private final boolean isControlPlane;

    KubernetesIntents(Intents intents, Contract contract, boolean isControlPlane) {
        this.intents = intents;
        this.contract = contract;
        this.isControlPlane = isControlPlane;
    }

    List<ConfigDocument> documents() {
        var documents = new ArrayList<ConfigDocument>();
        Parts machine = Parts.of();
        Parts cluster = Parts.of();
        boolean isSplit = contract.isAtLeast(Contract.V1_14);
        if (isSplit) {
            split(documents);
        } else {
            inRoot(machine, cluster);
        }
        if (isControlPlane) {
            if (!intents.advertisedSubnets.isEmpty()) {
                cluster.put("etcd", Parts.of().list("advertisedSubnets", intents.advertisedSubnets));
            }
        }
        if (intents.hasCloudProvider) {
            cluster.put(
                    "externalCloudProvider",
                    Parts.of().put("enabled", true).list("manifests", intents.cloudProviderManifests));
        }
        Parts root = Parts.of().when(!machine.map().isEmpty(), "machine", machine);
        root.when(!cluster.map().isEmpty(), "cluster", cluster);
        if (!root.map().isEmpty()) {
            documents.add(Parts.document(DocumentKind.ROOT, root));
        }
        intents.volumes.forEach(volume -> documents.add(volume(volume)));
        intents.extensionServices.forEach((name, environment) -> documents.add(
                Parts.document("ExtensionServiceConfig", name, Parts.of().list("environment", environment))));
        return documents;
    }

    private void split(List<ConfigDocument> documents) {
        if (!intents.mounts.isEmpty()) {
            throw Intents.invalid(
                    "mount " + intents.mounts.get(0).destination(),
                    "Talos " + contract + " has no mounts of kubelet",
                    "declare a volume, which machines mount below /var/mnt");
        }
        Parts network =
                Parts.of().list("podSubnets", intents.podSubnets).list("serviceSubnets", intents.serviceSubnets);
        add(documents, "KubeNetworkConfig", network);
        Parts node = Parts.of()
                .when(!intents.nodeSubnets.isEmpty(), "nodeIP", Parts.of().list("validSubnets", intents.nodeSubnets))
                .when(!intents.labels.isEmpty(), "labels", texts(intents.labels))
                .when(!intents.taints.isEmpty(), "taints", texts(intents.taints));
        add(documents, "KubeNodeConfig", node);
        if (!isControlPlane) {
            return;
        }
        if (!intents.hasKubeProxy) {
            documents.add(Parts.document("KubeProxyConfig", Parts.of().put("enabled", false)));
        }
        if (!intents.issuers.isEmpty()) {
            Map<String, Object> authentication = KubernetesDefaults.authentication();
            List<Object> jwt = new ArrayList<>();
            intents.issuers.forEach(issuer -> jwt.add(jwt(issuer)));
            authentication.put("jwt", jwt);
            documents.add(Parts.document("KubeAuthenticationConfig", Parts.of().put("configuration", authentication)));
        }
        intents.inlineManifests.forEach((name, contents) -> documents.add(
                Parts.document("KubeInlineManifestConfig", name, Parts.of().put("manifest", contents))));
        intents.externalManifests.forEach(manifest -> documents.add(Parts.document(
                "KubeExternalManifestConfig",
                manifest.name(),
                Parts.of()
                        .put("url", GoUrl.canonical(manifest.url()))
                        .when(!manifest.headers().isEmpty(), "headers", texts(manifest.headers())))));
    }

    private static void add(List<ConfigDocument> documents, String kind, Parts parts) {
        if (!parts.map().isEmpty()) {
            documents.add(Parts.document(kind, parts));
        }
    }

    private void inRoot(Parts machine, Parts cluster) {
        Parts kubelet = Parts.of()
                .when(!intents.nodeSubnets.isEmpty(), "nodeIP", Parts.of().list("validSubnets", intents.nodeSubnets))
                .when(!intents.mounts.isEmpty(), "extraMounts", mounts());
        machine.when(!kubelet.map().isEmpty(), "kubelet", kubelet)
                .when(!intents.labels.isEmpty(), "nodeLabels", texts(intents.labels))
                .when(!intents.taints.isEmpty(), "nodeTaints", texts(intents.taints));
        Parts network =
                Parts.of().list("podSubnets", intents.podSubnets).list("serviceSubnets", intents.serviceSubnets);
        network.when(!intents.hasCni, "cni", Parts.of().put("name", "none"));
        cluster.when(!network.map().isEmpty(), "network", network);
        if (!isControlPlane) {
            return;
        }
        cluster.when(!intents.hasKubeProxy, "proxy", Parts.of().put("disabled", true));
        if (intents.issuers.size() > 1) {
            throw Intents.invalid(
                    "oidc",
                    "Talos " + contract + " takes one issuer, since it passes flags",
                    "keep one, or use Talos 1.14");
        }
        for (Intents.Oidc issuer : intents.issuers) {
            cluster.put("apiServer", Parts.of().put("extraArgs", flags(issuer)));
        }
        if (!intents.inlineManifests.isEmpty()) {
            List<Object> manifests = new ArrayList<>();
            intents.inlineManifests.forEach((name, contents) -> manifests.add(
                    Parts.of().put("name", name).put("contents", contents).map()));
            cluster.put("inlineManifests", manifests);
        }
        manifests(cluster);
    }

    /** Before 1.14 the headers go to every URL, so headers for one of several hosts would leak to the others. */
    private void manifests(Parts cluster) {
        if (intents.externalManifests.isEmpty()) {
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        var hosts = new java.util.TreeSet<String>();
        var urls = new ArrayList<String>();
        for (Intents.ExternalManifest manifest : intents.externalManifests) {
            headers.putAll(manifest.headers());
            hosts.add(GoUrl.host(manifest.url()));
            urls.add(manifest.url());
        }
        if (!headers.isEmpty() && hosts.size() > 1) {
            throw Intents.invalid(
                    "external manifests",
                    "Talos " + contract + " sends their headers to all of " + String.join(", ", hosts),
                    "serve them from one host, use inline manifests, or use Talos 1.14");
        }
        cluster.list("extraManifests", urls);
        cluster.when(!headers.isEmpty(), "extraManifestHeaders", texts(headers));
    }

    private List<Object> mounts() {
        List<Object> mounts = new ArrayList<>();
        for (Intents.Mount mount : intents.mounts) {
            mounts.add(Parts.of()
                    .put("source", mount.source())
                    .put("destination", mount.destination())
                    .put("type", "bind")
                    .list("options", List.of("bind", "rshared", "rw"))
                    .map());
        }
        return mounts;
    }

    private static Map<String, Object> flags(Intents.Oidc issuer) {
        return Parts.of()
                .put("oidc-issuer-url", issuer.issuer())
                .put("oidc-client-id", issuer.client())
                .put("oidc-username-claim", issuer.usernameClaim())
                .put("oidc-groups-claim", issuer.groupsClaim())
                .map();
    }

    /** Structured authentication: an empty prefix must be written, where flags have a default. */
    private static Map<String, Object> jwt(Intents.Oidc issuer) {
        Parts mappings =
                Parts.of().put("username", claim(issuer.usernameClaim().isEmpty() ? "sub" : issuer.usernameClaim()));
        mappings.when(!issuer.groupsClaim().isEmpty(), "groups", claim(issuer.groupsClaim()));
        List<Object> audiences = new ArrayList<>(List.of(issuer.client()));
        return Parts.of()
                .put("issuer", Parts.of().put("url", issuer.issuer()).put("audiences", audiences))
                .put("claimMappings", mappings)
                .map();
    }

    private static Map<String, Object> claim(String name) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("claim", name);
        claim.put("prefix", "");
        return claim;
    }

    private static ConfigDocument volume(Intents.Volume volume) {
        Parts provisioning = Parts.of()
                .put("diskSelector", Parts.of().put("match", volume.diskMatch()))
                .put("minSize", volume.minSize())
                .put("maxSize", volume.maxSize());
        return Parts.document("UserVolumeConfig", volume.name(), Parts.of().put("provisioning", provisioning));
    }

    private static Map<String, Object> texts(Map<String, String> values) {
        return new LinkedHashMap<>(values);
    }
}
