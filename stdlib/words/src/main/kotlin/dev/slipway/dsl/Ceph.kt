package dev.slipway.dsl

import dev.slipway.evaluate.Origins
import dev.slipway.model.TaskKey

/**
 * Ceph on the nodes of a cluster of Proxmox VE. Storages and machines come after it, when it is well.
 *
 * ```
 * proxmox {
 *     endpoint = "https://10.0.3.11:8006"; token = secret("PVE_TOKEN"); root = secret("PVE_ROOT")
 *     listOf("trinity", "neo", "niobe").forEach { node(it) }
 *     ceph {
 *         network = "10.1.0.0/24"
 *         monitors("trinity", "neo", "niobe")
 *         osd("trinity", "/dev/nvme0n1"); osd("neo", "/dev/nvme0n1"); osd("niobe", "/dev/nvme0n1")
 *         pool("vm")
 *     }
 *     storage("ceph-vm") { rbd("vm"); content("images") }
 * }
 * ```
 */
public fun ProxmoxBlock.ceph(block: CephBlock.() -> Unit) {
    val said = CephBlock(Origins.here()).apply(block).also { it.programs() }
    ceph = said
    base += FoundationLayer(FoundationLayer.CEPH, TaskKey("proxmox.ceph.health", CephBlock.NAME)) { reached, into ->
        CephLowering(said, reached, into.value(asRoot(), "the root of the hosts", said.origin), into).lower(nodes.keys)
    }
}
