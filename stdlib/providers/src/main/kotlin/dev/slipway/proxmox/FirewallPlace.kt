package dev.slipway.proxmox

import dev.slipway.model.Fields
import kotlinx.serialization.json.JsonObject

/** Where a firewall stands, and what its options are when nobody has set them. */
internal enum class FirewallPlace(val usual: Map<String, String>) {
    CLUSTER(mapOf("enable" to "0", "policy_in" to "DROP", "policy_out" to "ACCEPT")),
    NODE(mapOf("enable" to "1")),
    GUEST(
        mapOf(
            "enable" to "0",
            "policy_in" to "DROP",
            "policy_out" to "ACCEPT",
            "macfilter" to "1",
            "ipfilter" to "0",
            "dhcp" to "0",
            "ndp" to "1",
            "radv" to "0",
        ),
    ),
    ;

    companion object {
        /**
         * Names that mean something to pve-firewall itself: whom it lets in or drops before all rules, and which network it
         * takes for that of the nodes (src/PVE/Firewall.pm, enable_host_firewall, load_clusterfw_conf; 6f1311f3).
         */
        val KNOWN = setOf("management", "blacklist", "local_network")
    }

    /** The node to ask and the path to ask for; nothing where its guest is gone. */
    suspend fun at(
        api: Api,
        inputs: Fields,
        guests: suspend Api.() -> List<JsonObject> = Api::guests,
    ): Pair<String, String>? = when (this) {
        CLUSTER -> "" to "/cluster/firewall"

        NODE -> inputs.text("node").let { it to FormParameters.path("nodes", it, "firewall") }

        GUEST -> guests(api).firstOrNull { it.whole("vmid") == inputs.whole("guest", 0) }?.let {
            it.text("node") to path(it.text("node"), it.whole("vmid"), "firewall")
        }
    }
}
