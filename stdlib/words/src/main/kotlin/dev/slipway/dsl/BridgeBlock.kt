package dev.slipway.dsl

/** Configures a bridge. */
public class BridgeBlock internal constructor() : InterfaceBlock("bridge") {
    /**
     * Whether guests may be in virtual networks of their own on it: `vlanAware = true`. Without it, a new bridge is not
     * aware of them, and one that is there stays as it is.
     */
    public var vlanAware: Boolean? = null

    /** Which virtual networks it carries: `vlans = "2-100 200"`. Without it, all. */
    public var vlans: String = ""

    /** The interfaces of the node that are plugged in: `ports("eno2")`. */
    public fun ports(vararg names: String): Unit = members(names)

    override fun said(): Map<String, Any> = super.said() + listOfNotNull(vlanAware?.let { "vlanAware" to it }) +
        mapOf("vlans" to vlans.split(',', ';', ' ').filter { it.isNotEmpty() }.joinToString(" "))
            .filterValues { it.isNotEmpty() }

    override fun problems(name: String): List<Triple<String, String, String>> = super.problems(name) + listOfNotNull(
        Triple("vlans of '$name'", "only a bridge that is aware of them has some", "add vlanAware = true")
            .takeIf { vlans.isNotEmpty() && vlanAware == false },
    )
}
