package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.talos.yaml.ConfigException;
import org.junit.jupiter.api.Test;

/** Each rule by which patches merge; upstream's library gave the same answers (scripts/judge/talos). */
class PatchRulesTest {
    @Test
    void appendsListsAndReplacesThoseThatSayIt() {
        assertPatched(
                "machine: {certSANs: [a, b]}\ncluster: {network: {podSubnets: [10.1.0.0/16]}}",
                "machine: {certSANs: [a]}\ncluster: {network: {podSubnets: [10.0.0.0/16]}}",
                "machine: {certSANs: [b]}\ncluster: {network: {podSubnets: [10.1.0.0/16]}}");
    }

    @Test
    void mergesItemsThatHaveAKey() {
        assertPatched(
                "machine: {network: {interfaces: [{interface: eth0, mtu: 9000, dhcp: true, addresses: [10.0.0.1/24, 10.0.0.2/24]},"
                        + " {interface: eth1, dhcp: false}]}}",
                "machine: {network: {interfaces: [{interface: eth0, dhcp: true, addresses: [10.0.0.1/24]}]}}",
                "machine: {network: {interfaces: [{interface: eth0, mtu: 9000, addresses: [10.0.0.2/24]}, {interface: eth1, dhcp: false}]}}");
        assertPatched(
                "apiVersion: v1alpha1\nkind: ExtensionServiceConfig\nname: x\nconfigFiles: [{content: b, mountPath: /a}]",
                "apiVersion: v1alpha1\nkind: ExtensionServiceConfig\nname: x\nconfigFiles: [{content: a, mountPath: /a}]",
                "apiVersion: v1alpha1\nkind: ExtensionServiceConfig\nname: x\nconfigFiles: [{content: b, mountPath: /a}]");
    }

    @Test
    void setsZeroOnlyThroughPointers() {
        assertPatched(
                "machine: {install: {wipe: false, disk: /dev/sda}}",
                "machine: {install: {wipe: true, disk: /dev/sda}}",
                "machine: {install: {wipe: false, disk: ''}}");
    }

    @Test
    void mergesUrlsByTheirParts() {
        assertPatched(
                "cluster: {controlPlane: {endpoint: 'https://b:443/path'}}",
                "cluster: {controlPlane: {endpoint: 'https://a:6443/path'}}",
                "cluster: {controlPlane: {endpoint: 'https://b:443'}}");
    }

    @Test
    void mergesFreeFormValuesByKey() {
        assertPatched(
                "machine: {kubelet: {extraConfig: {a: 1, b: {c: [1, 2], d: x}}}}",
                "machine: {kubelet: {extraConfig: {a: 1, b: {c: [1]}}}}",
                "machine: {kubelet: {extraConfig: {a: 0, b: {c: [2], d: x}}}}");
        MachineConfig config = MachineConfig.parse("machine: {kubelet: {extraConfig: {a: 1}}}");
        Patch patch = Patch.parse("machine: {kubelet: {extraConfig: {a: text}}}");
        assertEquals(
                "patch of v1alpha1: the value of a has another type than the value that it changes; write it with the same"
                        + " type, or delete it first with $patch: delete",
                assertThrows(ConfigException.class, () -> patch.apply(config)).getMessage());
    }

    @Test
    void deletesKeysItemsAndDocuments() {
        assertPatched(
                "machine: {type: worker}",
                "machine: {type: worker, sysctls: {a: b}}",
                "machine: {sysctls: {$patch: delete}}");
        assertPatched(
                "machine: {network: {interfaces: [{interface: eth1}]}}",
                "machine: {network: {interfaces: [{interface: eth0}, {interface: eth1}]}}",
                "machine: {network: {interfaces: [{interface: eth0, $patch: delete}]}}");
        assertPatched(
                "machine: {type: worker}",
                "machine: {type: worker}\n---\napiVersion: v1alpha1\nkind: HostnameConfig\nauto: stable",
                "apiVersion: v1alpha1\nkind: HostnameConfig\n$patch: delete");
    }

    @Test
    void rejectsDeletionsThatFindNothing() {
        assertRejected(
                "machine: {sysctls: {a: {$patch: delete}}}",
                "$patch: delete of v1alpha1: it has no machine.sysctls.a; remove the deletion from the patch");
        assertRejected(
                "machine: {disks: [{partitions: {$patch: delete}}]}",
                "$patch: delete at machine.disks.[0].partitions (line 1): a key inside an item of a list cannot be deleted;"
                        + " delete the item, and add it again");
        assertRejected(
                "$patch: delete",
                "$patch: delete at  (line 1): the document to delete has no kind or apiVersion; add both");
    }

    @Test
    void appliesJsonPatches() {
        assertPatched(
                "machine: {type: controlplane, certSANs: [x, b]}",
                "machine: {type: worker, certSANs: [a, b]}",
                "[{op: replace, path: /machine/type, value: controlplane}, {op: add, path: /machine/certSANs/0, value: x},"
                        + " {op: remove, path: /machine/certSANs/1}, {op: test, path: /machine/type, value: controlplane}]");
        assertRejected(
                "- op: remove\n  path: /machine/none",
                "JSON patch (line 1): remove finds nothing at /machine/none; correct the path, or add its parent first");
    }

    @Test
    void comparesFileModesAsNumbers() {
        String config = "machine: {files: [{content: a, permissions: 0o644, path: /var/a, op: create}]}";
        assertPatched(config, config, "[{op: test, path: /machine/files/0/permissions, value: 420}]");
        assertRejected(
                "- {op: test, path: /machine, value: {type: controlplane}}",
                "JSON patch (line 1): the value at /machine is another one");
    }

    @Test
    void rejectsJsonPatchesOfSeveralDocuments() {
        MachineConfig config =
                MachineConfig.parse("machine: {}\n---\napiVersion: v1alpha1\nkind: HostnameConfig\nauto: stable");
        Patch patch = Patch.parse("[{op: remove, path: /machine}]");
        assertEquals(
                "JSON patch: the configuration has 2 documents, and JSON patches change one; write it as a strategic merge patch",
                assertThrows(ConfigException.class, () -> patch.apply(config)).getMessage());
    }

    @Test
    void findsDocumentsThatAPatchNamesTwice() {
        String patch = "machine: {type: worker}\n---\ncluster: {}";
        assertEquals(
                "patch (line 3): it changes machine and cluster twice; join both into one document",
                assertThrows(ConfigException.class, () -> Patch.requireDistinctDocuments(patch))
                        .getMessage());
    }

    private static void assertPatched(String expected, String config, String patch) {
        assertEquals(
                MachineConfig.parse(expected).yaml(),
                Patch.parse(patch).apply(MachineConfig.parse(config)).yaml());
    }

    private static void assertRejected(String patch, String message) {
        MachineConfig config = MachineConfig.parse("machine: {type: worker}");
        assertEquals(
                message,
                assertThrows(ConfigException.class, () -> Patch.parse(patch).apply(config))
                        .getMessage());
    }
}
