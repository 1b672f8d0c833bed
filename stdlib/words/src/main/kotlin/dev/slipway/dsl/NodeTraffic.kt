package dev.slipway.dsl

/**
 * What nodes say to each other that a firewall of the cluster cuts off unless a rule lets it pass. By itself Proxmox VE lets
 * in its page, SSH, consoles and migration from the management networks and from that of the node itself, and corosync; it
 * lets out the same but migration, to the network of the node only.
 */
internal class NodeTraffic(private val cluster: ProxmoxBlock, private val firewall: ClusterFirewall) {
    /** @property nodes where it matters; everywhere without them */
    private class Talk(
        val what: String,
        val network: String,
        val ports: List<IntRange>,
        val macro: String,
        val nodes: Set<String>? = null,
        val fix: String = "",
    )

    /** What is cut off, why, and the rule that lets it pass. */
    fun problems(): List<Triple<String, String, String>> {
        val comes = if (firewall.incoming == Verdict.ALLOW) listOf() else missing("in", ceph() + elsewhere("in"))
        val leaves = if (firewall.outgoing in
            setOf(null, Verdict.ALLOW)
        ) {
            listOf()
        } else {
            missing("out", ceph() + others() + elsewhere("out"))
        }
        return comes + leaves
    }

    private fun ceph(): List<Talk> {
        val said = cluster.ceph
        val public = said?.network.orEmpty()
        val own = said?.clusterNetwork?.takeIf { it.isNotEmpty() && it != public }
        return listOf(Talk("Ceph", public, listOf(MONITORS, OLD_MONITORS, DAEMONS), "ceph"))
            .filter { said != null || cluster.cephStorages.isNotEmpty() } +
            listOfNotNull(own?.let { Talk("the copies of Ceph", it, listOf(DAEMONS), "ceph") })
    }

    /** What leaves a node for others than Ceph. */
    private fun others(): List<Talk> =
        listOf(Talk("migration", "", listOf(MIGRATION), "")).filter { cluster.nodes.size > 1 } +
            cluster.servers.map { (server, port) -> Talk("the storage at $server", server, listOf(port..port), "") }

    /**
     * What nodes say to those that are in another network: pve-firewall opens the ports of the API, SSH and migration to the
     * set `management`, to which it adds the network of the node itself (`local_network`), and lets out to that network only.
     * Corosync passes by the addresses in its configuration, wherever they are (pve-firewall src/PVE/Firewall.pm,
     * enable_host_firewall, local_network, load_clusterfw_conf; 6f1311f3).
     */
    private fun elsewhere(direction: String): List<Talk> {
        val open = if (direction == "in") firewall.addresses[MANAGEMENT].orEmpty() else listOf()
        val near = cluster.networks(firewall.addresses["local_network"]?.firstOrNull())
        return near.mapNotNull { (peer, place) ->
            val far = near.filter { (node, own) -> node != peer && own.isApart(place) }.keys
            val ports = if (direction == "in") listOf(API, SSH, MIGRATION) else listOf(API, SSH)
            Talk(
                "'$peer' from nodes in other networks",
                place.address,
                ports,
                "",
                far,
                "management(\"${place.network}\")",
            )
                .takeIf { far.isNotEmpty() && open.none { !isNetwork(it) || isWithin(place.address, it) } }
        }
    }

    private fun missing(direction: String, talks: List<Talk>) = talks.mapNotNull { talk ->
        val walls = cluster.walls().filterKeys { talk.nodes == null || it in talk.nodes }
        val lacking = walls.filterValues { rules ->
            talk.ports.any { ports -> (rules + firewall.said).none { passes(it, direction, talk.network, ports) } }
        }.keys
        Triple(
            "the firewall would cut off ${talk.what}",
            "no rule lets ${if (direction == "in") "in what comes" else "out what goes"} " +
                "to the ports ${talk.ports.joinToString { text(it) }}${where(direction, talk.network)} on " +
                "${lacking.joinToString()}, and Proxmox VE does not do so by itself",
            "add ${if (direction == "in") talk.fix.ifEmpty { rule(direction, talk) } else rule(direction, talk)}",
        ).takeIf { lacking.isNotEmpty() }
    }

    private fun where(direction: String, network: String) = when {
        network.isEmpty() -> ""
        direction == "in" -> " from $network"
        else -> " of $network"
    }

    private fun rule(direction: String, talk: Talk): String {
        val network = talk.network.ifEmpty { "10.0.3.0/24" }
        val place = if (direction == "in") "from(\"$network\")" else "outgoing = true; to(\"$network\")"
        val ports = "port = \"${talk.ports.joinToString(",") { text(it) }}\"; "
        return if (talk.macro.isEmpty()) "allow { $ports$place }" else "allow(\"${talk.macro}\") { $place }"
    }

    private fun text(ports: IntRange) = if (ports.first ==
        ports.last
    ) {
        "${ports.first}"
    } else {
        "${ports.first}:${ports.last}"
    }

    private fun passes(rule: Map<String, Any>, direction: String, network: String, ports: IntRange): Boolean {
        if (rule["enable"] == false) {
            return false
        } else if (rule["type"] == "group") {
            // What is in a group that the script does not declare is not known.
            return firewall.groups["${rule["action"]}"]?.any { passes(it, direction, network, ports) } ?: true
        }
        val place = "${rule[if (direction == "in") "source" else "dest"] ?: ""}"
        return rule["type"] == direction && rule["action"] == "ACCEPT" && rule["proto"] in setOf(null, "tcp", "6") &&
            covers(rule, ports) && (place.isEmpty() || network.isEmpty() || place.split(',').any { holds(it, network) })
    }

    private fun covers(rule: Map<String, Any>, ports: IntRange): Boolean = when (rule["macro"]) {
        null -> rule["dport"] == null || "${rule["dport"]}".split(',').any {
            val ends = it.split(':').map(String::toIntOrNull)
            (ends.first() ?: Int.MAX_VALUE) <= ports.first && ports.last <= (ends.last() ?: -1)
        }

        "ceph" -> ports.first in DAEMONS || ports.first in setOf(MONITORS.first, OLD_MONITORS.first)

        "ssh" -> ports == SSH

        else -> false
    }

    /** What a name stands for that the script does not declare is unknown. */
    private fun holds(place: String, network: String): Boolean {
        val name = place.removePrefix("+").substringAfter("dc/")
        return if (isNetwork(place) || isRange(place)) {
            isWithin(network, place)
        } else {
            firewall.addresses[name]?.any { isWithin(network, it) || !isNetwork(it) } ?: true
        }
    }

    private companion object {
        val MONITORS = 3300..3300
        val OLD_MONITORS = 6789..6789
        val DAEMONS = 6800..7300
        val MIGRATION = 60_000..60_050
        val API = 8006..8006
        val SSH = 22..22
        const val MANAGEMENT = "management"
    }
}
