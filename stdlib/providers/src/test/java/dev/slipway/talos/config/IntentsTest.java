package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.identity.SecretsBundle;
import dev.slipway.talos.yaml.ConfigException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntentsTest {
    private static final SecretsBundle SECRETS =
            SecretsBundle.generate(Contract.V1_14, Instant.parse("2026-01-02T03:04:05Z"));

    @Test
    void rendersTheNetworkAsDocumentsSince112() {
        String yaml = render(Contract.V1_12, network());
        assertContains(yaml, "kind: HostnameConfig\nauto: \"off\"\nhostname: a\n");
        assertContains(yaml, """
                kind: LinkConfig
                name: eth0
                up: true
                mtu: 9000
                addresses:
                    - address: 10.0.3.16/24
                routes:
                    - gateway: 10.0.3.1
                    - destination: 10.9.0.0/16
                      gateway: 10.0.3.2
                """);
        assertContains(yaml, "kind: VLANConfig\nname: eth0.7\nvlanID: 7\nparent: eth0\nup: true\n");
        assertContains(
                yaml, "kind: BondConfig\nname: bond0\nlinks:\n    - eth1\n    - eth2\nbondMode: 802.3ad\nup: true\n");
        assertContains(yaml, "kind: Layer2VIPConfig\nname: 10.0.3.10\nlink: eth0\n");
        assertContains(yaml, "kind: TimeSyncConfig\nntp:\n    servers:\n        - time.example\n");
        assertContains(yaml, "kind: ResolverConfig\nnameservers:\n    - address: 10.0.3.1\n");
    }

    @Test
    void rendersTheNetworkInTheRootBefore112() {
        String yaml = render(Contract.V1_11, network());
        assertContains(yaml, """
                    network:
                        hostname: a
                        interfaces:
                            - interface: eth0
                              addresses:
                                - 10.0.3.16/24
                              routes:
                                - network: 0.0.0.0/0
                                  gateway: 10.0.3.1
                                - network: 10.9.0.0/16
                                  gateway: 10.0.3.2
                              vlans:
                                - addresses:
                                    - 10.7.0.2/24
                                  routes: []
                                  vlanId: 7
                              mtu: 9000
                              vip:
                                ip: 10.0.3.10
                """);
        assertFalse(yaml.contains("LinkConfig"));
    }

    @Test
    void turnsCniAndKubeProxyOffInEachContract() {
        Intents intents = new Intents().withoutCni().withoutKubeProxy();
        String old = render(Contract.V1_13, intents);
        assertContains(old, "        cni:\n            name: none\n");
        assertContains(old, "    proxy:\n        disabled: true\n        image: registry.k8s.io/kube-proxy:v1.35.8\n");
        String split = render(Contract.V1_14, intents);
        assertFalse(split.contains("KubeFlannelCNIConfig"));
        assertContains(split, "kind: KubeProxyConfig\nenabled: false\n");
    }

    @Test
    void appliesPatchesOfTheScriptLast() {
        var intents = new Intents().hostname("a");
        MachineConfig config = IntentPatches.render(
                input(Contract.V1_13),
                true,
                intents,
                List.of("machine: {sysctls: {a: b}}", "machine: {sysctls: {a: c}}"));
        assertContains(config.yaml(), "    sysctls:\n        a: c\n");
    }

    @Test
    void rejectsWhatTheContractOrTheMachineCannotDo() {
        assertRejected(
                Contract.V1_14,
                new Intents().mount(new Intents.Mount("/a", "/b")),
                "mount /b: Talos 1.14 has no mounts of kubelet; declare a volume, which machines mount below /var/mnt");
        assertRejected(
                Contract.V1_13,
                new Intents()
                        .externalManifest(new Intents.ExternalManifest("a", "https://a.example/x", Map.of("A", "b")))
                        .externalManifest(new Intents.ExternalManifest("b", "https://b.example/x", Map.of())),
                "external manifests: Talos 1.13 sends their headers to all of a.example, b.example; serve them from one host,"
                        + " use inline manifests, or use Talos 1.14");
        var vip = new Intents().vip("10.0.3.10", "eth0");
        assertEquals(
                "VIP 10.0.3.10: workers cannot hold it; declare it for control planes",
                assertThrows(
                                ConfigException.class,
                                () -> IntentPatches.render(input(Contract.V1_14), false, vip, List.of()))
                        .getMessage());
        assertEquals(
                "interface eth0: '10.0.3.16' is not an address with its length; write it as 10.0.3.16/24",
                assertThrows(ConfigException.class, () -> new Intents().link(Link.of("eth0", List.of("10.0.3.16"), "")))
                        .getMessage());
        assertEquals(
                "SysctlConfig (line 2): the kind SysctlConfig exists since Talos 1.14, and the machine runs 1.12;"
                        + " remove it or upgrade the machine first",
                assertThrows(
                                ConfigException.class,
                                () -> IntentPatches.render(
                                        input(Contract.V1_12),
                                        true,
                                        new Intents(),
                                        List.of("---\napiVersion: v1alpha1\nkind: SysctlConfig\nparams: {}")))
                        .getMessage());
    }

    @Test
    void computesTheIdsOfImageFactory() {
        assertEquals(
                "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba",
                new Schematic(List.of(), List.of()).id());
        assertEquals(
                "ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515",
                new Schematic(List.of("siderolabs/qemu-guest-agent"), List.of()).id());
    }

    @Test
    void rendersAThousandMachinesInTwoSeconds() {
        Intents intents = network();
        for (int i = 0; i < 1000; i++) {
            render(Contract.V1_14, intents);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long start = threads.getCurrentThreadCpuTime();
        long length = 0;
        for (int i = 0; i < 1000; i++) {
            length += render(Contract.V1_14, intents).length();
        }
        long used = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
        System.out.printf(
                "1,000 configurations of contract 1.14, %d MB: %d ms of processor time, %d ms%n",
                length >> 20, used, (System.nanoTime() - wall) / 1_000_000);
        assertTrue(used < 2000, used + " ms");
    }

    /** Upstream's validation accepts what intents render; run by scripts/judge/talos. */
    @Test
    void isAcceptedByUpstream() throws IOException {
        String program = System.getProperty("talos.library", "");
        assumeTrue(!program.isEmpty(), "upstream's library isn't built: run scripts/judge/talos");
        try (var library = new Library(program)) {
            for (Contract contract : Contract.SUPPORTED) {
                for (boolean isControlPlane : new boolean[] {true, false}) {
                    Map<String, Object> request = new LinkedHashMap<>();
                    request.put("op", "validate");
                    Intents intents = everything(isControlPlane, contract);
                    request.put(
                            "config",
                            IntentPatches.render(input(contract), isControlPlane, intents, List.of())
                                    .yaml());
                    assertEquals("", library.ask(request).error(), contract + " " + isControlPlane);
                }
            }
        }
    }

    private static Intents network() {
        return new Intents()
                .hostname("a")
                .link(Link.of("eth0", List.of("10.0.3.16/24"), "10.0.3.1")
                        .mtu(9000)
                        .routes(List.of(new Link.Route("10.9.0.0/16", "10.0.3.2"))))
                .link(Link.of("eth0.7", List.of("10.7.0.2/24"), "").vlan("eth0", 7))
                .link(Link.of("bond0", List.of(), "").bond(List.of("eth1", "eth2"), "802.3ad"))
                .nameservers(List.of("10.0.3.1"))
                .timeServers(List.of("time.example"))
                .vip("10.0.3.10", "eth0");
    }

    private static Intents everything(boolean isControlPlane, Contract contract) {
        Intents intents =
                isControlPlane ? network() : new Intents().hostname("w").nameservers(List.of("10.0.3.1"));
        intents.subnets(List.of("10.50.0.0/16"), List.of("10.60.0.0/16"))
                .nodeSubnets(List.of("10.0.3.0/24"))
                .label("rack", "r1")
                .taint("dedicated", "db:NoSchedule")
                .volume(new Intents.Volume("data", "disk.transport == \"nvme\"", "10GiB", "100GiB"))
                .allow(new Intents.FirewallRule("apid", "tcp", List.of("50000"), List.of("10.0.3.0/24")))
                .extensionService("tailscale", List.of("TS_AUTHKEY=x"));
        if (!contract.isAtLeast(Contract.V1_14)) {
            intents.mount(new Intents.Mount("/var/lib/a", "/var/lib/a"));
        }
        return isControlPlane
                ? intents.withoutCni()
                        .withoutKubeProxy()
                        .advertisedSubnets(List.of("10.0.3.0/24"))
                        .inlineManifest("ns", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n")
                        .externalManifest(
                                new Intents.ExternalManifest("x", "https://a.example/x.yaml", Map.of("A", "b")))
                        .oidc(new Intents.Oidc("https://id.example", "k8s", "email", "groups"))
                        .cloudProvider(List.of("https://a.example/ccm.yaml"))
                : intents;
    }

    private static ClusterInput input(Contract contract) {
        return new ClusterInput("home", "https://10.0.3.10:6443", "1.35.8", contract, SECRETS)
                .installDisk("/dev/sda")
                .installImage("factory.talos.dev/metal-installer/x:v1");
    }

    private static String render(Contract contract, Intents intents) {
        return IntentPatches.render(input(contract), true, intents, List.of()).yaml();
    }

    private static void assertContains(String yaml, String part) {
        assertTrue(yaml.contains(part), () -> part + "\nis missing in\n" + yaml);
    }

    private static void assertRejected(Contract contract, Intents intents, String message) {
        assertEquals(
                message,
                assertThrows(ConfigException.class, () -> render(contract, intents))
                        .getMessage());
    }
}
