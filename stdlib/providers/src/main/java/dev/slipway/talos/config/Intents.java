package dev.slipway.talos.config;

import dev.slipway.talos.yaml.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a machine should be, in words that don't depend on the version of Talos; {@link IntentPatches} renders them. */
public final class Intents {
    /** A Kubernetes manifest that is fetched from a URL, with the headers of the request. */
    public record ExternalManifest(String name, String url, Map<String, String> headers) {}

    /** A rule that lets traffic in; {@code ports} are numbers or ranges. */
    public record FirewallRule(String name, String protocol, List<String> ports, List<String> from) {}

    /** A volume for data on a disk that the expression selects. */
    public record Volume(String name, String diskMatch, String minSize, String maxSize) {}

    /** Who may log in to the Kubernetes API with tokens of an issuer. */
    public record Oidc(String issuer, String client, String usernameClaim, String groupsClaim) {}

    /** A directory of the machine that kubelet sees. */
    public record Mount(String source, String destination) {}

    String hostname = "";
    final List<Link> links = new ArrayList<>();
    List<String> nameservers = List.of();
    List<String> timeServers = List.of();
    String vip = "";
    String vipLink = "";
    List<String> podSubnets = List.of();
    List<String> serviceSubnets = List.of();
    List<String> nodeSubnets = List.of();
    List<String> advertisedSubnets = List.of();
    boolean hasCni = true;
    boolean hasKubeProxy = true;
    final Map<String, String> labels = new LinkedHashMap<>();
    final Map<String, String> taints = new LinkedHashMap<>();
    final List<Mount> mounts = new ArrayList<>();
    final List<Volume> volumes = new ArrayList<>();
    final List<FirewallRule> firewall = new ArrayList<>();
    final Map<String, String> inlineManifests = new LinkedHashMap<>();
    final List<ExternalManifest> externalManifests = new ArrayList<>();
    final Map<String, List<String>> extensionServices = new LinkedHashMap<>();
    final List<Oidc> issuers = new ArrayList<>();
    boolean hasCloudProvider;
    List<String> cloudProviderManifests = List.of();

    static ConfigException invalid(String where, String why, String fix) {
        return new ConfigException(where, why, fix);
    }

    public Intents hostname(String name) {
        this.hostname = name;
        return this;
    }

    public Intents link(Link link) {
        link.check();
        links.add(link);
        return this;
    }

    public Intents nameservers(List<String> addresses) {
        for (String address : addresses) {
            if (!GoAddress.isAddress(address)) {
                throw invalid("name server '" + address + "'", "it is not an IP address", "write it as 10.0.3.1");
            }
        }
        this.nameservers = List.copyOf(addresses);
        return this;
    }

    public Intents timeServers(List<String> hosts) {
        this.timeServers = List.copyOf(hosts);
        return this;
    }

    /** An address that moves to a control plane that is up; it needs etcd, so it never serves the Talos API. */
    public Intents vip(String address, String link) {
        if (!GoAddress.isAddress(address)) {
            throw invalid("VIP '" + address + "'", "it is not an IP address", "write it as 10.0.3.10");
        }
        this.vip = address;
        this.vipLink = link;
        return this;
    }

    public Intents subnets(List<String> pods, List<String> services) {
        this.podSubnets = List.copyOf(pods);
        this.serviceSubnets = List.copyOf(services);
        return this;
    }

    /** The networks from which kubelet takes the address of the node. */
    public Intents nodeSubnets(List<String> networks) {
        this.nodeSubnets = List.copyOf(networks);
        return this;
    }

    /** The networks in which etcd advertises itself. */
    public Intents advertisedSubnets(List<String> networks) {
        this.advertisedSubnets = List.copyOf(networks);
        return this;
    }

    /** Leaves the network of pods to something that is installed later. */
    public Intents withoutCni() {
        this.hasCni = false;
        return this;
    }

    public Intents withoutKubeProxy() {
        this.hasKubeProxy = false;
        return this;
    }

    public Intents label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    /** Adds a taint, as {@code NoSchedule} or {@code value:NoSchedule}. */
    public Intents taint(String key, String effect) {
        taints.put(key, effect);
        return this;
    }

    public Intents mount(Mount mount) {
        mounts.add(mount);
        return this;
    }

    public Intents volume(Volume volume) {
        volumes.add(volume);
        return this;
    }

    /** Lets in what a rule names, and blocks everything else once there is a rule. */
    public Intents allow(FirewallRule rule) {
        firewall.add(rule);
        return this;
    }

    public Intents inlineManifest(String name, String contents) {
        inlineManifests.put(name, contents);
        return this;
    }

    public Intents externalManifest(ExternalManifest manifest) {
        externalManifests.add(manifest);
        return this;
    }

    /** The environment of a system extension, such as {@code TS_AUTHKEY=...} of tailscale. */
    public Intents extensionService(String name, List<String> environment) {
        extensionServices.put(name, List.copyOf(environment));
        return this;
    }

    public Intents oidc(Oidc issuer) {
        issuers.add(issuer);
        return this;
    }

    public Intents cloudProvider(List<String> manifests) {
        this.hasCloudProvider = true;
        this.cloudProviderManifests = List.copyOf(manifests);
        return this;
    }
}
