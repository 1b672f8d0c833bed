package dev.slipway.proxmox

import dev.slipway.provide.Failure

/** Says what is missing for the firewall of a guest to guard it: it takes the cluster's, its own, and those of its cards. */
internal suspend fun Api.guarding(node: String, guest: Long) {
    val cards = get(node, path(node, guest, "config")).texts().filterKeys { Regex("net\\d+").matches(it) }
    val open = cards.filterValues { PropertyString.of(it).options["firewall"] != "1" }.keys
    if (open.isNotEmpty()) {
        ticket.say("the firewall of the guest $guest does not guard ${open.joinToString()}: say firewall = true there")
    }
    val cluster = try {
        get("", "/cluster/firewall/options")
    } catch (_: Failure) {
        return // who may not see it cannot tell
    }
    if (cluster.whole("enable") == 0L) {
        ticket.say("the firewall of the guest $guest is not in force, for that of the cluster is off")
    }
}
