package dev.slipway.dsl

import dev.slipway.evaluate.Origins
import dev.slipway.model.FieldPath
import dev.slipway.model.Ref

/**
 * The firewall of a cluster of Proxmox VE. Only its own rules are touched; those of others stay below them.
 *
 * ```
 * proxmox {
 *     endpoint = "https://trinity.home.example:8006"; token = secret("PVE_TOKEN"); node("trinity")
 *     firewall {
 *         management("10.0.3.0/24", "100.64.0.0/10")
 *         val web = group("web") { allow("http"); allow("https") }
 *         allow("ping")
 *         use(web)
 *     }
 * }
 * ```
 */
public fun ProxmoxBlock.firewall(block: ClusterFirewall.() -> Unit) {
    val origin = Origins.here()
    val said = ClusterFirewall().apply(block)
    others += { reached, into -> said.lower(reached, this, origin, into) }
}

/** The firewall of a node: `proxmox { node("trinity") { firewall { allow("ssh") { from("10.0.3.0/24") } } } }`. */
public fun ProxmoxNode.firewall(block: FirewallBlock.() -> Unit) {
    val origin = Origins.here()
    val said = FirewallBlock("proxmox.firewall.node").apply(block)
    wall = said
    others += { reached, into -> said.lower(reached, name, mapOf("node" to name), origin, into, guard(into)) }
}

/**
 * The firewall of a machine, before those of its network cards that say `firewall = true`:
 * `proxmox { vm("web") { nic { bridge = "vmbr0"; firewall = true }; firewall { allow("https"); deny() } } }`.
 */
public fun VmBlock.firewall(block: FirewallBlock.() -> Unit) {
    val origin = Origins.here()
    val said = FirewallBlock("proxmox.firewall.vm").apply(block)
    others += { reached, into ->
        val number = Ref(vmKey(name), FieldPath.of("id"))
        said.lower(reached, name, mapOf("guest" to number), origin, into)
    }
}
