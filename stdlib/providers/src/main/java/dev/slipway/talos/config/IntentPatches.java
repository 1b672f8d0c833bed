package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import java.util.ArrayList;
import java.util.List;

/** Renders what a machine should be: the generated configuration, changed by its intents and then by the patches of the script. */
public final class IntentPatches {
    private IntentPatches() {}

    /**
     * The configuration of a machine.
     *
     * @param patches texts of strategic merge patches or JSON patches, applied last and in their order
     */
    public static MachineConfig render(
            ClusterInput input, boolean isControlPlane, Intents intents, List<String> patches) {
        if (!isControlPlane && !intents.vip.isEmpty()) {
            throw Intents.invalid("VIP " + intents.vip, "workers cannot hold it", "declare it for control planes");
        }
        MachineConfig base = isControlPlane ? Generator.controlPlane(input) : Generator.worker(input);
        var documents = new ArrayList<ConfigDocument>();
        documents.addAll(new NetworkIntents(intents, input.contract, isControlPlane).documents());
        documents.addAll(new KubernetesIntents(intents, input.contract, isControlPlane).documents());
        MachineConfig config = StrategicPatch.of(documents).apply(base);
        boolean hasFlannel = config.document("KubeFlannelCNIConfig") != null;
        if (!intents.hasCni && hasFlannel) {
            config = Patch.parse("apiVersion: v1alpha1\nkind: KubeFlannelCNIConfig\n$patch: delete\n")
                    .apply(config);
        }
        for (String patch : patches) {
            if (!input.isAtLeast(Contract.V1_14)) {
                Patch.requireDistinctDocuments(patch);
            }
            config = Patch.parse(patch, input.contract).apply(config);
        }
        return config;
    }
}
