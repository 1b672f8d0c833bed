package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.yaml.ConfigException;
import org.junit.jupiter.api.Test;

class ReadingTest {
    @Test
    void printsFieldsInTheOrderOfUpstream() {
        assertPrinted("""
                apiVersion: v1alpha1
                kind: LinkConfig
                name: eth0
                up: true
                mtu: 9000
                addresses:
                    - address: 10.0.3.16/24
                routes:
                    - gateway: 10.0.3.1
                """, """
                routes: [{gateway: 10.0.3.1}]
                addresses: [{address: 10.0.3.16/24}]
                mtu: 9_000
                up: yes
                name: eth0
                kind: LinkConfig
                apiVersion: v1alpha1
                """);
    }

    @Test
    void printsTheOneFormOfEachValue() {
        assertPrinted("""
                apiVersion: v1alpha1
                kind: TimeSyncConfig
                bootTimeout: 1h30m0s
                """, "{apiVersion: v1alpha1, kind: TimeSyncConfig, bootTimeout: 90m}");
        assertPrinted("""
                apiVersion: v1alpha1
                kind: NetworkRuleConfig
                name: api
                portSelector:
                    ports:
                        - 50000
                        - 30000-32767
                    protocol: tcp
                ingress:
                    - subnet: fd00::/64
                """, """
                {apiVersion: v1alpha1, kind: NetworkRuleConfig, name: api, ingress: [{subnet: "FD00:0:0::/64"}],
                 portSelector: {ports: [50000-50000, "30000-32767"], protocol: TCP}}
                """);
    }

    @Test
    void keepsTextThatLooksLikeAnotherType() {
        assertPrinted(
                """
                apiVersion: v1alpha1
                kind: SysctlConfig
                params:
                    a: "1"
                    b: "on"
                    c: "0644"
                    d: |-
                        two
                        lines
                    e: "12:30"
                    f: 1.2.3
                """,
                "{apiVersion: v1alpha1, kind: SysctlConfig, params: {f: 1.2.3, a: 1, e: '12:30', b: on, c: 0644, d: \"two\\nlines\"}}");
    }

    @Test
    void rejectsWhatUpstreamRejects() {
        assertRejected(
                "machine: {typ: worker}", "v1alpha1.machine (line 1): unknown key typ; remove it or correct its name");
        assertRejected(
                "machine:\n  type: worker\n  type: controlplane",
                "invalid YAML (line 3): the key 'type' is already set on line 2; remove one of them");
        assertRejected(
                "apiVersion: v1alpha1\nkind: LinkConfg",
                "document (line 1): unknown kind LinkConfg (apiVersion v1alpha1)");
        assertRejected(
                "apiVersion: v1alpha1\nkind: UnattendedInstall",
                "document (line 1): unknown kind UnattendedInstall (apiVersion v1alpha1); did you mean UnattendedInstallConfig?");
        assertRejected("name: x", "document (line 1): it has no kind; add kind: and apiVersion: v1alpha1");
        assertRejected(
                "apiVersion: v1alpha1\nkind: LinkConfig\nname: eth0\nmtu: large",
                "LinkConfig.mtu (line 4): it must be a whole number from 0 to 4294967295, but it is a value of another form;"
                        + " correct the value");
        assertRejected(
                "machine: {kubelet: {extraMounts: {}}}",
                "v1alpha1.machine.kubelet.extraMounts (line 1): it must be a list, but it is a mapping; correct the value");
        assertRejected(
                "cluster: {apiServer: {admissionControl: [~]}}",
                "v1alpha1.cluster.apiServer.admissionControl[0] (line 1): the item is empty; remove it or give it a value");
        assertRejected("# nothing", "machine configuration: it has no documents; add one");
    }

    @Test
    void rejectsDocumentsThatConfigureTheSameObject() {
        String link = "apiVersion: v1alpha1\nkind: LinkConfig\nname: eth0\n";
        assertRejected(
                link + "---\n" + link,
                "LinkConfig/eth0: the configuration contains this document twice; join both into one");
        assertRejected(
                link + "---\n" + link.replace("LinkConfig", "DummyLinkConfig"),
                "DummyLinkConfig/eth0: it configures the same object as LinkConfig/eth0; remove one of the two documents");
    }

    @Test
    void rejectsWhatMachinesOfTheContractDoNotKnow() {
        assertRejected(
                Contract.V1_12,
                "apiVersion: v1alpha1\nkind: SysctlConfig\nparams: {}",
                "SysctlConfig (line 1): the kind SysctlConfig exists since Talos 1.14, and the machine runs 1.12;"
                        + " remove it or upgrade the machine first");
        assertRejected(
                Contract.V1_11,
                "machine:\n  install:\n    grubUseUKICmdline: true",
                "v1alpha1.machine.install.grubUseUKICmdline (line 3): the field exists since Talos 1.12, and the machine runs"
                        + " 1.11; remove it or upgrade the machine first");
    }

    @Test
    void limitsDepthAndSize() {
        String deep = "machine: " + "{a: ".repeat(200) + "1" + "}".repeat(200);
        var tooDeep = assertThrows(ConfigException.class, () -> MachineConfig.parse(deep));
        assertEquals(
                "YAML too large (line 1): it is nested more than 100 levels deep; split it, or move manifests to URLs",
                tooDeep.getMessage());
        String bomb = """
                a: &a [1,1,1,1,1,1,1,1,1,1]
                b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
                c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
                e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
                f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
                g: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]
                """;
        var tooMany = assertThrows(ConfigException.class, () -> MachineConfig.parse(bomb));
        assertEquals(true, String.valueOf(tooMany.getMessage()).contains("it has more than 1000000 values"));
    }

    private static void assertPrinted(String expected, String given) {
        String printed = MachineConfig.parse(given).yaml();
        assertEquals(expected, printed);
        assertEquals(expected, MachineConfig.parse(printed).yaml());
    }

    private static void assertRejected(String given, String message) {
        assertEquals(
                message,
                assertThrows(ConfigException.class, () -> MachineConfig.parse(given))
                        .getMessage());
    }

    private static void assertRejected(Contract contract, String given, String message) {
        assertEquals(
                message,
                assertThrows(ConfigException.class, () -> MachineConfig.parse(given, contract))
                        .getMessage());
    }
}
