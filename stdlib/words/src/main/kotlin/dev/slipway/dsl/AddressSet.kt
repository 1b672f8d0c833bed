package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript

/** A set of addresses. */
public class AddressSet internal constructor() : EffectBlock("proxmox.firewall.ipset") {
    internal val entries = linkedMapOf<String, Boolean>()

    /** Addresses and networks that belong to it: `add("10.0.3.0/24")`. */
    public fun add(vararg addresses: String): Unit = addresses.forEach { put(it, true) }

    /** Addresses and networks that do not, although a larger network does: `except("10.0.3.66")`. */
    public fun except(vararg addresses: String): Unit = addresses.forEach { put(it, false) }

    private fun put(address: String, belongs: Boolean) {
        if (address.endsWith("/0")) {
            CurrentScript.cluster().problem(
                "'$address' in a set",
                "Proxmox VE takes no network of all addresses into one",
                "write its halves, such as 0.0.0.0/1 and 128.0.0.0/1, or leave the set out of the rule",
            )
        } else if (!isNetwork(address) && !NAME.matches(address)) {
            CurrentScript.cluster().problem(
                "'$address' is no address and no network from its first address on",
                "a set has nothing else",
                "write one like 10.0.3.0/24",
            )
        } else if (entries.put(withoutLength(address), belongs) != null) {
            CurrentScript.cluster().problem("the address '$address' twice", "a set has each once", "remove one of them")
        }
    }

    private companion object {
        val NAME = Regex("(dc/)?[A-Za-z][A-Za-z0-9_-]+")
    }
}
