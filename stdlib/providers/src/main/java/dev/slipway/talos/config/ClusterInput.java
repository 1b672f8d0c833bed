package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.identity.SecretsBundle;
import dev.slipway.talos.yaml.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the configurations of a cluster are generated from; the options of {@code talosctl gen config}. Upstream:
 * pkg/machinery/config/generate, Input and Options.
 */
public final class ClusterInput {
    final String name;
    final String endpoint;
    final String kubernetes;
    final Contract contract;
    final SecretsBundle secrets;

    List<String> certSans = List.of();
    boolean schedulesOnControlPlanes;
    String dnsDomain = "cluster.local";
    String installDisk = "";
    String installImage = "";
    List<String> kernelArgs = List.of();
    int apiServerPort;
    Map<String, String> sysctls = Map.of();
    String customCni = "";
    Map<String, List<String>> registryMirrors = Map.of();
    Map<String, String> registryAuthorities = Map.of();
    List<String> insecureRegistries = List.of();
    boolean hasDiscovery = true;
    OptionalInt kubePrismPort = OptionalInt.empty();
    Optional<Boolean> kubeSpan = Optional.empty();
    boolean isDebug;

    /**
     * Starts the input of a cluster.
     *
     * @param endpoint the URL of the Kubernetes API, such as {@code https://10.0.3.10:6443}
     * @param kubernetes the version, such as {@code 1.35.8}
     */
    public ClusterInput(String name, String endpoint, String kubernetes, Contract contract, SecretsBundle secrets) {
        this.name = name;
        this.endpoint = endpoint;
        this.kubernetes = kubernetes.startsWith("v") ? kubernetes.substring(1) : kubernetes;
        this.contract = contract;
        this.secrets = secrets;
        if (kubernetes.isEmpty()) {
            throw new ConfigException("cluster " + name, "the Kubernetes version is missing", "set it, such as 1.35.8");
        }
    }

    /** More names and addresses in the certificates of the Talos and Kubernetes APIs. */
    public ClusterInput certSans(List<String> names) {
        this.certSans = List.copyOf(names);
        return this;
    }

    public ClusterInput schedulesOnControlPlanes(boolean schedules) {
        this.schedulesOnControlPlanes = schedules;
        return this;
    }

    public ClusterInput dnsDomain(String domain) {
        this.dnsDomain = domain;
        return this;
    }

    public ClusterInput installDisk(String disk) {
        this.installDisk = disk;
        return this;
    }

    public ClusterInput installImage(String image) {
        this.installImage = image;
        return this;
    }

    public ClusterInput kernelArgs(List<String> arguments) {
        this.kernelArgs = List.copyOf(arguments);
        return this;
    }

    public ClusterInput apiServerPort(int port) {
        this.apiServerPort = port;
        return this;
    }

    public ClusterInput sysctls(Map<String, String> values) {
        this.sysctls = new TreeMap<>(values);
        return this;
    }

    /** The URL of a manifest that installs the network of pods, instead of Flannel. */
    public ClusterInput customCni(String url) {
        this.customCni = url;
        return this;
    }

    public ClusterInput registryMirrors(Map<String, List<String>> mirrors) {
        this.registryMirrors = new TreeMap<>(mirrors);
        return this;
    }

    /** Certificate authorities of registries, as PEM text. */
    public ClusterInput registryAuthorities(Map<String, String> authorities) {
        this.registryAuthorities = new TreeMap<>(authorities);
        return this;
    }

    public ClusterInput insecureRegistries(List<String> hosts) {
        this.insecureRegistries = List.copyOf(hosts);
        return this;
    }

    public ClusterInput discovery(boolean enabled) {
        this.hasDiscovery = enabled;
        return this;
    }

    /** The port of KubePrism; 0 turns it off. */
    public ClusterInput kubePrismPort(int port) {
        this.kubePrismPort = OptionalInt.of(port);
        return this;
    }

    public ClusterInput kubeSpan(boolean enabled) {
        this.kubeSpan = Optional.of(enabled);
        return this;
    }

    public ClusterInput debug(boolean enabled) {
        this.isDebug = enabled;
        return this;
    }

    boolean isAtLeast(Contract other) {
        return contract.isAtLeast(other);
    }

    /** Upstream takes IPv6 networks only when the endpoint is a bare IPv6 address (generate.go, NewInput). */
    boolean isIpv6() {
        return endpoint.contains(":") && GoAddress.isAddress(endpoint);
    }

    List<String> podSubnets() {
        return List.of(isIpv6() ? "fc00:db8:10::/56" : "10.244.0.0/16");
    }

    List<String> serviceSubnets() {
        return List.of(isIpv6() ? "fc00:db8:20::/112" : "10.96.0.0/12");
    }
}
