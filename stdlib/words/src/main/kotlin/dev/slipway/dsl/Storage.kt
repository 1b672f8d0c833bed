package dev.slipway.dsl

import dev.slipway.evaluate.Origins
import dev.slipway.model.TaskKey

/**
 * A storage of a cluster of Proxmox VE, for all its nodes or some. Machines are made after it.
 *
 * ```
 * proxmox {
 *     endpoint = "https://trinity.home.example:8006"; token = secret("PVE_TOKEN")
 *     storage("nfs-backup") { nfs("10.0.5.9", "/export/backup"); content("backup", "iso") }
 * }
 * ```
 */
public fun ProxmoxBlock.storage(name: String, block: StorageBlock.() -> Unit): Part {
    val said = StorageBlock(name, Origins.here()).apply(block)
    if (said.isOnOwnCeph) cephStorages += name
    said.server?.let { (server, port) -> servers[server] = port }
    val key = TaskKey("proxmox.storage", name)
    base += FoundationLayer(FoundationLayer.STORAGES, key) { reached, into -> said.lower(reached, nodes.keys, into) }
    return Part(key)
}
