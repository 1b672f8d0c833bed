package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep

internal fun firewallNeeds(step: PlannedStep): List<RequiredPrivilege> {
    val inputs = step.inputs()
    val guest = inputs.whole("guest", 0)
    val node = inputs.text("node")
    return when {
        "guest" in inputs.names() -> listOf(
            RequiredPrivilege(
                "VM.Config.Network",
                if (guest >
                    0
                ) {
                    "/vms/$guest"
                } else {
                    "/vms"
                },
            ),
        )

        node.isNotEmpty() -> listOf(
            RequiredPrivilege("Sys.Modify", "/nodes/$node"),
            RequiredPrivilege("Sys.Audit", "/nodes/$node"),
        )

        else -> clusterNeeds()
    }
}

internal fun clusterNeeds(): List<RequiredPrivilege> =
    listOf(RequiredPrivilege("Sys.Modify", "/"), RequiredPrivilege("Sys.Audit", "/"))

internal fun haNeeds(): List<RequiredPrivilege> =
    listOf(RequiredPrivilege("Sys.Console", "/"), RequiredPrivilege("Sys.Audit", "/"))

/** The realm is asked only when a user is made or removed. */
internal fun userNeeds(step: PlannedStep): List<RequiredPrivilege> {
    val realm = step.inputs().text("user").ifEmpty { step.inputs().text("name") }.substringAfter('@')
    val realms = RequiredPrivilege("Realm.AllocateUser", "/access/realm/$realm")
    val moves = step.key().kind() == "proxmox.user" && step.act() != Operation.UPDATE
    return listOf(RequiredPrivilege("User.Modify", "/access/groups")) + listOf(realms).filter { moves }
}

/** Hosts become a cluster by the word of root alone; that one stays in is nobody's deed. */
internal fun rootNeeds(step: PlannedStep): List<RequiredPrivilege> = if (step.act() ==
    Operation.CREATE
) {
    listOf(RequiredPrivilege.ROOT)
} else {
    listOf()
}

/** The list of interfaces leaves out bridges that the user may not see. */
internal fun networkNeeds(step: PlannedStep): List<RequiredPrivilege> {
    val bridges = (step.inputs().get("interfaces") as? Fields ?: Fields.NONE).entries()
        .filter { ((it.value as? Fields) ?: Fields.NONE).text("type") == "bridge" }
        .map { "/sdn/zones/localnetwork/${it.key}" }
    return listOf(RequiredPrivilege("Sys.Modify", "/nodes/${step.inputs().text("node")}")) +
        bridges.map { RequiredPrivilege("SDN.Audit", it) or RequiredPrivilege("SDN.Use", it) }
}

/** Storages are changed with a right to all of them; each is read with one to itself, and listed with another. */
internal fun storageNeeds(step: PlannedStep): List<RequiredPrivilege> {
    val own = step.inputs().text("name")
    return listOf("/storage", "/storage/$own").map { RequiredPrivilege("Datastore.Allocate", it) } + shownOn(own)
}

/** Whoever does not see a pool in the list would make it again. */
internal fun poolNeeds(step: PlannedStep): List<RequiredPrivilege> = "/pool/${step.inputs().text("name")}".let {
    listOf(RequiredPrivilege("Pool.Allocate", it), RequiredPrivilege("Pool.Audit", it))
}

/** Only root may give a disk to Ceph, or take one from it. */
internal fun cephNeeds(step: PlannedStep): List<RequiredPrivilege> =
    if (step.key().kind() == "proxmox.ceph.osd") listOf(RequiredPrivilege.ROOT) else clusterNeeds()
