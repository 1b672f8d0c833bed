package dev.slipway.dsl

/** What there is to say of a bridge. */
public class BridgeBlock internal constructor() : InterfaceBlock("bridge") {
    /** Whether guests may be in virtual networks of their own on it: `vlanAware = true`. */
    public var vlanAware: Boolean = false

    /** Which virtual networks it carries: `vlans = "2-100 200"`. Without it, all. */
    public var vlans: String = ""

    /** The interfaces of the node that are plugged in: `ports("eno2")`. */
    public fun ports(vararg names: String): Unit = members(names)

    override fun said(): Map<String, Any> =
        super.said() + ("vlanAware" to vlanAware) + mapOf("vlans" to vlans).filterValues { it.isNotEmpty() }
}
