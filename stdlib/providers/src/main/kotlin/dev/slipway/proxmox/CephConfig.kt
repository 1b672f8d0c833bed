package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Failure

/** Ceph's configuration, which all nodes share. Its networks are written once: changing them is a work of its own. */
internal object CephConfig : CephPartSpec {
    /** The list of monitors is shown as soon as there is a configuration, also when none of them answers. */
    override suspend fun Api.found(inputs: Fields): Fields? = with(CephPartSpec) {
        asked(inputs, "mon")?.let { Fields.NONE }
    }

    override suspend fun Api.made(inputs: Fields) {
        val names = mapOf("network" to "network", "clusterNetwork" to "cluster-network")
        val said = names.filterKeys { inputs.text(it).isNotEmpty() }
        val form = said.entries.associate { it.value to inputs.text(it.key) }
        try {
            post(inputs.text("node"), CephPartSpec.path(inputs, "init"), FormParameters.of(form))
        } catch (refused: Failure.Rejected) {
            if ("pveceph install" in refused.message || "binary not installed" in refused.message) {
                throw refused.saying(
                    "the programs of Ceph are not installed on ${inputs.text("node")}",
                    "say install(host(...)) in ceph, or 'pveceph install --repository no-subscription' on each node",
                )
            }
            throw refused
        }
    }

    override suspend fun Api.removed(inputs: Fields): String =
        "leaves Ceph as it is, with its data; 'pveceph purge' on each node takes it out"
}
