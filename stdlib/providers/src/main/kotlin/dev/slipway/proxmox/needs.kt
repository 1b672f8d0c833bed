package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Act
import dev.slipway.provide.Prospect

internal fun firewallNeeds(step: Prospect): List<Need> {
    val inputs = step.inputs()
    val guest = inputs.whole("guest", 0)
    val node = inputs.text("node")
    return when {
        "guest" in inputs.names() -> listOf(Need("VM.Config.Network", if (guest > 0) "/vms/$guest" else "/vms"))
        node.isNotEmpty() -> listOf(Need("Sys.Modify", "/nodes/$node"), Need("Sys.Audit", "/nodes/$node"))
        else -> clusterNeeds()
    }
}

internal fun clusterNeeds(): List<Need> = listOf(Need("Sys.Modify", "/"), Need("Sys.Audit", "/"))

internal fun haNeeds(): List<Need> = listOf(Need("Sys.Console", "/"), Need("Sys.Audit", "/"))

/** The realm is asked only when a user is made or removed. */
internal fun userNeeds(step: Prospect): List<Need> {
    val realm = step.inputs().text("user").ifEmpty { step.inputs().text("name") }.substringAfter('@')
    val realms = Need("Realm.AllocateUser", "/access/realm/$realm")
    val moves = step.key().kind() == "pve.user" && step.act() != Act.UPDATE
    return listOf(Need("User.Modify", "/access/groups")) + listOf(realms).filter { moves }
}

/** Hosts become a cluster by the word of root alone; that one stays in is nobody's deed. */
internal fun rootNeeds(step: Prospect): List<Need> = if (step.act() == Act.CREATE) listOf(Need.ROOT) else listOf()

/** The list of interfaces leaves out bridges that the user may not see. */
internal fun networkNeeds(step: Prospect): List<Need> {
    val bridges = (step.inputs().get("interfaces") as? Fields ?: Fields.NONE).entries()
        .filter { ((it.value as? Fields) ?: Fields.NONE).text("type") == "bridge" }
        .map { "/sdn/zones/localnetwork/${it.key}" }
    return listOf(Need("Sys.Modify", "/nodes/${step.inputs().text("node")}")) +
        bridges.map { Need("SDN.Audit", it) or Need("SDN.Use", it) }
}

/** Storages are changed with a right to all of them; each is read with one to itself, and listed with another. */
internal fun storageNeeds(step: Prospect): List<Need> {
    val own = step.inputs().text("name")
    return listOf("/storage", "/storage/$own").map { Need("Datastore.Allocate", it) } + shownOn(own)
}

/** Whoever does not see a pool in the list would make it again. */
internal fun poolNeeds(step: Prospect): List<Need> = "/pool/${step.inputs().text("name")}".let {
    listOf(Need("Pool.Allocate", it), Need("Pool.Audit", it))
}

/** Only root may give a disk to Ceph, or take one from it. */
internal fun cephNeeds(step: Prospect): List<Need> =
    if (step.key().kind() == "pve.ceph.osd") listOf(Need.ROOT) else clusterNeeds()
