package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.identity.SecretsBundle;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private static final SecretsBundle SECRETS =
            SecretsBundle.generate(Contract.V1_14, Instant.parse("2026-01-02T03:04:05Z"));

    /** Patches that Talos rejects, by what they are applied to. */
    private static final Map<String, List<String>> BAD = Map.of(
            "1.14 controlplane",
            List.of(
                    "cluster: {network: {cni: {name: none}}}",
                    "cluster: {proxy: {disabled: true}}",
                    "cluster: {allowSchedulingOnControlPlanes: true}",
                    "cluster: {apiServer: {certSANs: [a]}}",
                    "cluster: {controllerManager: {}}",
                    "cluster: {scheduler: {}}",
                    "cluster: {discovery: {enabled: false}}",
                    "cluster: {clusterName: x}",
                    "cluster: {coreDNS: {disabled: true}}",
                    "machine: {network: {hostname: a}}",
                    "machine: {network: {nameservers: [10.0.0.1]}}",
                    "machine: {nodeLabels: {a: b}}",
                    "machine: {kubelet: {image: x}}",
                    "machine: {install: {disk: /dev/sda}}",
                    "machine: {features: {kubePrism: {enabled: false}}}",
                    "machine: {features: {hostDNS: {enabled: false}}}",
                    "machine: {features: {stableHostname: true}}",
                    "persist: false",
                    "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: a"),
            "1.14 worker",
            List.of(
                    "apiVersion: v1alpha1\nkind: KubeProxyConfig\nenabled: false",
                    "machine: {network: {interfaces: [{interface: eth0, vip: {ip: 10.0.0.5}}]}}",
                    "cluster: {etcd: {advertisedSubnets: [10.0.0.0/8]}}",
                    "machine: {ca: {key: YQ==}}"),
            "1.13 controlplane",
            List.of(
                    "machine: {network: {hostname: a}}",
                    "machine: {install: {extraKernelArgs: [a=b]}}",
                    "cluster: {inlineManifests: [{name: a, contents: b}, {name: a, contents: c}]}",
                    "cluster: {externalCloudProvider: {manifests: ['https://a.example/x.yaml']}}"));

    @Test
    void acceptsWhatIsGenerated() {
        for (Contract contract : Contract.SUPPORTED) {
            assertEquals(List.of(), Validation.problems(generated(contract + " controlplane"), contract));
            assertEquals(List.of(), Validation.problems(generated(contract + " worker"), contract));
        }
    }

    @Test
    void rejectsWhatTalosRejects() {
        BAD.forEach((base, patches) -> patches.forEach(patch -> assertNotEquals(
                List.of(), Validation.problems(patched(base, patch), contract(base)), base + ": " + patch)));
    }

    @Test
    void saysWhereAndWhyAndWhatToDo() {
        assertEquals(
                List.of("cluster.proxy: it cannot be set beside KubeProxyConfig; set it in KubeProxyConfig"),
                Validation.problems(
                        patched("1.14 controlplane", "cluster: {proxy: {disabled: true}}"), Contract.V1_14));
    }

    @Test
    void rejectsWhatIsTooLargeForMaintenanceMode() {
        String manifest =
                "cluster:\n  inlineManifests:\n    - name: a\n      contents: \"" + "x".repeat(5 << 20) + "\"\n";
        MachineConfig large = patched("1.12 controlplane", manifest);
        assertEquals(
                List.of("machine configuration: it has 5 MiB, and Talos 1.12 accepts 4 MiB; move manifests to URLs"),
                Validation.problems(large, Contract.V1_12));
        assertEquals(List.of(), Validation.problems(patched("1.13 controlplane", manifest), Contract.V1_13));
    }

    /** Upstream's validation agrees on every one of them; run by scripts/judge/talos. */
    @Test
    void agreesWithUpstream() throws IOException {
        String program = System.getProperty("talos.library", "");
        assumeTrue(!program.isEmpty(), "upstream's library isn't built: run scripts/judge/talos");
        try (var library = new Library(program)) {
            for (Contract contract : Contract.SUPPORTED) {
                assertEquals("", error(library, generated(contract + " controlplane")), contract.toString());
                assertEquals("", error(library, generated(contract + " worker")), contract.toString());
            }
            BAD.forEach((base, patches) -> patches.forEach(patch ->
                    assertFalse(error(library, patched(base, patch)).isEmpty(), base + ": " + patch)));
        }
    }

    private static String error(Library library, MachineConfig config) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("op", "validate");
        request.put("config", config.yaml());
        return library.ask(request).error();
    }

    private static Contract contract(String base) {
        return Contract.of(base.substring(0, base.indexOf(' ')));
    }

    private static MachineConfig generated(String base) {
        var input = new ClusterInput("home", "https://10.0.3.10:6443", "1.35.8", contract(base), SECRETS)
                .installDisk("/dev/sda");
        return base.endsWith("worker") ? Generator.worker(input) : Generator.controlPlane(input);
    }

    private static MachineConfig patched(String base, String patch) {
        return Patch.parse(patch).apply(generated(base));
    }
}
