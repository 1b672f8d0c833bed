package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Value

/** A node of a cluster of Proxmox VE, and what is to be on it. */
@SlipwayDsl
public class ProxmoxNode internal constructor(internal val name: String) {
    /** What is declared of it, each by a word of its own. */
    internal val others = mutableListOf<(Value, Lowering) -> Unit>()
}

/** A node, and what is to be on it: `proxmox { node("trinity") { firewall { allow("ssh") } } }`. */
public fun ProxmoxBlock.node(name: String, endpoint: String = "", block: ProxmoxNode.() -> Unit) {
    node(name, endpoint)
    others += ProxmoxNode(name).apply(block).others
}
