package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Failure
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep

/**
 * Warns of machines that HA cannot recover: what lies on a storage of one node is not there on another. The HA manager moves
 * the configuration of such a machine and then cannot start it; it cannot move it either (qemu-server PVE/QemuMigrate.pm,
 * scan_local_volumes, "local cdrom image"; 096a1ac2).
 */
internal object HaStores {
    /** The input that says what of a machine lies on which storage. */
    const val STORES = "stores"

    /** The input that says how many nodes the script declares: they may form a cluster only in this run. */
    const val REACH = "reach"

    suspend fun warn(api: Api, steps: List<PlannedStep>) {
        val kept = steps.filter { it.act() != Operation.DELETE }.filter { it.inputs().parts(STORES).isNotEmpty() }
        if (kept.isEmpty()) return
        val (shared, nodes) = try {
            shared(api) to api.shared("", "/nodes").rows().size
        } catch (_: Failure) {
            return // the run itself will tell
        }
        kept.filter { maxOf(nodes.toLong(), it.inputs().whole(REACH, 0)) > 1 }.forEach { step ->
            val local = step.inputs().parts(STORES).filter { shared[it.text("on")] == false }
            if (local.isNotEmpty()) {
                api.ticket.say("HA cannot start '${step.key().name()}' on another node: ${said(local)}; ${fix(local)}")
            }
        }
    }

    private fun said(local: List<Fields>) =
        local.joinToString { "${it.text("what")} is on ${it.text("on")}" } + ", which each node has for itself"

    private fun fix(local: List<Fields>) = if (local.any { it.text("what") == SEED }) {
        "use a shared storage, such as seed { storage = \"cephfs\" }"
    } else {
        "use a shared storage, such as disk(\"root\") { storage = \"ceph-vm\" }"
    }

    /**
     * Which storages all nodes share; of one that is not there yet nothing is said. Of a sort that is always shared the list
     * says so, too (pve-storage src/PVE/Storage/Plugin.pm, parse_config, @SHARED_STORAGE; 0c56bad8).
     */
    private suspend fun shared(api: Api): Map<String, Boolean> =
        api.shared("", "/storage").rows().associate { it.text("storage") to it.truth("shared") }

    private const val SEED = "its seed"
}
