package dev.slipway.proxmox

import dev.slipway.model.Truth
import dev.slipway.provide.Act
import dev.slipway.provide.Prospect

/** What a step with a machine needs. */
internal fun machineNeeds(step: Prospect): List<Need> {
    val inputs = step.inputs()
    val id = inputs.whole("id", 0)
    val pool = inputs.text("pool").takeIf { it.isNotEmpty() }?.let { "/pool/$it" }
    val own = listOfNotNull(if (id > 0) "/vms/$id" else "/vms", pool)
    val names = if (step.act() == Act.CREATE) inputs.names().toSet() else step.changed()
    val options = names.mapNotNull { OPTIONS[it] }.toMutableSet()
    if (step.act() == Act.DELETE) {
        options.clear()
    }
    if (step.act() != Act.UPDATE) {
        options += "VM.Allocate"
        options += "VM.Audit"
    }
    if ("running" in names && (step.act() != Act.CREATE || inputs.get("running") == Truth.TRUE)) {
        options += "VM.PowerMgmt"
    }
    if (step.act() == Act.UPDATE && "node" in names) {
        options += "VM.Migrate"
    }
    val elsewhere = if (step.act() == Act.DELETE) listOf() else placeNeeds(step, names)
    return options.map { Need(it, own) } + elsewhere
}

/** What its disks and its network cards need of where they are. */
private fun placeNeeds(step: Prospect, names: Set<String>): List<Need> {
    val inputs = step.inputs()
    val storages = if ("disks" in names) inputs.parts("disks").map { it.text("storage") } else listOf()
    val bridges = if ("nics" in names) inputs.parts("nics") else listOf()
    return storages.filter { it.isNotEmpty() }.distinct().map { Need("Datastore.AllocateSpace", "/storage/$it") } +
        bridges.map { nic ->
            val vlan = nic.whole("vlan", 0)
            val zone = "/sdn/zones/localnetwork/${nic.text("bridge")}"
            Need("SDN.Use", if (vlan > 0) "$zone/$vlan" else zone)
        }.distinct()
}

/** Which privilege the options of a machine belong to. */
private val OPTIONS = mapOf(
    "cores" to "VM.Config.CPU", "sockets" to "VM.Config.CPU", "cpu" to "VM.Config.CPU", "memory" to "VM.Config.Memory",
    "disks" to "VM.Config.Disk", "nics" to "VM.Config.Network", "machine" to "VM.Config.HWType",
    "bios" to "VM.Config.HWType", "os" to "VM.Config.Options", "startsWithHost" to "VM.Config.Options",
    "agent" to "VM.Config.Options", "tags" to "VM.Config.Options", "seed" to "VM.Config.CDROM",
)

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

internal fun userNeeds(step: Prospect): List<Need> {
    val realm = step.inputs().text("user").ifEmpty { step.inputs().text("name") }.substringAfter('@')
    val realms = Need("Realm.AllocateUser", "/access/realm/$realm")
    return listOf(Need("User.Modify", "/access/groups")) + listOf(realms).filter { step.key().kind() == "pve.user" }
}

/** Hosts become a cluster by the word of root alone; that one stays in is nobody's deed. */
internal fun rootNeeds(step: Prospect): List<Need> = if (step.act() == Act.CREATE) listOf(Need.ROOT) else listOf()

internal fun networkNeeds(step: Prospect): List<Need> =
    listOf(Need("Sys.Modify", "/nodes/${step.inputs().text("node")}"))

internal fun storageNeeds(step: Prospect): List<Need> {
    val path = if (step.act() == Act.CREATE) "/storage" else "/storage/${step.inputs().text("name")}"
    return listOf(Need("Datastore.Allocate", path))
}

/** Only root may give a disk to Ceph, or take one from it. */
internal fun cephNeeds(step: Prospect): List<Need> =
    if (step.key().kind() == "pve.ceph.osd") listOf(Need.ROOT) else clusterNeeds()

/** An image that is fetched or uploaded is a template for Proxmox VE. */
internal fun imageNeeds(step: Prospect): List<Need> = if (step.act() == Act.DELETE) {
    listOf()
} else {
    listOf(Need("Datastore.AllocateTemplate", "/storage/${step.inputs().text("storage")}"))
}
