package dev.slipway.dsl

/** Configures a network card. Its address is found by the cluster, and stays. */
@SlipwayDsl
public class VmNic internal constructor() {
    /** The bridge of the host that it is in: `bridge = "vmbr0"`. */
    public var bridge: String = ""

    /** The number of its virtual network; 0 is none: `vlan = 3`. */
    public var vlan: Int = 0

    /** Whether the firewall of the cluster stands before it: `firewall = true`. */
    public var firewall: Boolean = false

    /** Its address, where it must be a certain one: `mac = "BC:24:11:00:00:01"`. */
    public var mac: String = ""

    /** @param address its address, where it is not declared and yet known before the machine is made */
    internal fun said(address: Any = ""): Map<String, Any> = mapOf(
        "bridge" to bridge,
        "vlan" to vlan,
        "firewall" to firewall,
        "mac" to mac.uppercase().ifEmpty { address },
    )
        .filterValues { it != "" }

    internal fun problems(): List<Triple<String, String, String>> = listOfNotNull(
        Triple("the bridge '$bridge'", "a bridge has a name of letters and digits", "write one like bridge = \"vmbr0\"")
            .takeUnless { Regex("[A-Za-z][A-Za-z0-9_.-]*").matches(bridge) },
        Triple("the virtual network $vlan", "their numbers are 1 to 4094", "correct the number").takeIf {
            vlan !in
                0..4094
        },
        Triple("the address '$mac'", "it has six pairs of hex digits", "write one like BC:24:11:00:00:01")
            .takeUnless { mac.isEmpty() || Regex("([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}").matches(mac) },
    )
}
