package dev.slipway.dsl

/** Configures a bond of several network ports. */
public class BondBlock internal constructor() : InterfaceBlock("bond") {
    /** How they share the work: `mode = "802.3ad"`. Otherwise one works, and another when it fails. */
    public var mode: String = "active-backup"

    /** By what packets are spread, where the mode asks for it: `spread = "layer3+4"`. */
    public var spread: String = ""

    /** The interfaces of the node that it is made of: `ports("eno1", "eno2")`. */
    public fun ports(vararg names: String): Unit = members(names)

    override fun said(): Map<String, Any> =
        super.said() + ("mode" to mode) + mapOf("spread" to spread).filterValues { it.isNotEmpty() }

    override fun problems(name: String): List<Triple<String, String, String>> = super.problems(name) + listOfNotNull(
        Triple("the bond '$name'", "Proxmox VE knows bonds by names like bond0", "rename it")
            .takeUnless { Regex("bond[0-9]+").matches(name) },
        Triple("the mode '$mode' of '$name'", "known are ${MODES.joinToString()}", "choose one of them")
            .takeUnless { mode in MODES },
        Triple("spread of '$name'", "the mode $mode has no use for it, and it is not kept", "remove it")
            .takeIf { spread.isNotEmpty() && mode !in setOf("balance-xor", "802.3ad") },
    )

    private companion object {
        val MODES = listOf(
            "balance-rr",
            "active-backup",
            "balance-xor",
            "broadcast",
            "802.3ad",
            "balance-tlb",
            "balance-alb",
        )
    }
}
