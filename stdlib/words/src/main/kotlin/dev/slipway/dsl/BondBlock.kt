package dev.slipway.dsl

/** What there is to say of several ports that are one. */
public class BondBlock internal constructor() : InterfaceBlock("bond") {
    /** How they share the work: `mode = "802.3ad"`. Otherwise one works, and another when it fails. */
    public var mode: String = "active-backup"

    /** By what packets are spread, where the mode asks for it: `spread = "layer3+4"`. */
    public var spread: String = ""

    /** The interfaces of the node that it is made of: `ports("eno1", "eno2")`. */
    public fun ports(vararg names: String): Unit = members(names)

    override fun said(): Map<String, Any> =
        super.said() + ("mode" to mode) + mapOf("spread" to spread).filterValues { it.isNotEmpty() }
}
