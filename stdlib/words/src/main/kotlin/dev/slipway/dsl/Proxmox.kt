package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins

/** A cluster of Proxmox VE that was declared. */
public class Proxmox internal constructor(private val name: String, private val machines: Map<String, Vm>) {
    /** A machine of it, by name: `output("number") { home["web"].id }`. */
    public operator fun get(machine: String): Vm = machines[machine] ?: Vm(vmKey(machine), setOf()).also {
        CurrentScript.cluster().problem(
            "the cluster '$name' has no machine '$machine'",
            if (machines.isEmpty()) "it declares none" else "it has ${machines.keys.joinToString()}",
            "correct the name, or declare it with vm(\"$machine\") { ... }",
        )
    }
}

/**
 * A cluster of Proxmox VE, 8.4 or 9, or a single host, reached through its API; and what is to be on it.
 *
 * ```
 * val home = proxmox {
 *     endpoint = "https://trinity.home.example:8006"; token = secret("PVE_TOKEN")
 *     node("trinity"); node("neo")
 *     storage { disks = "ceph-vm-disks" }
 *     vm("web") { on("trinity"); cores = 2; memory = 4.GiB; disk("root") { size = 20.GiB }; nic { bridge = "vmbr0" } }
 * }
 * output("number of web") { home["web"].id }
 * ```
 */
public fun proxmox(name: String = "proxmox", block: ProxmoxBlock.() -> Unit): Proxmox {
    val origin = Origins.here()
    val said = ProxmoxBlock(name).apply(block)
    said.declare(origin)
    return Proxmox(name, said.machines)
}
